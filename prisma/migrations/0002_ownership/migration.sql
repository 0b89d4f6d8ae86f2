-- Who owns which secrets, as declared: "pattern" is a canonical uri in which * stands for any characters, slashes included.
CREATE TABLE "ownership" (
  "pattern"     text NOT NULL,
  "team"        text NOT NULL,
  "environment" text NOT NULL DEFAULT '',
  "tier"        text NOT NULL DEFAULT '',
  PRIMARY KEY ("pattern", "team")
);

-- Derived: the pattern that says most about a secret, per team. A secret may have several owning teams. Because * crosses slashes,
-- a pattern matches the uri of a scope (…/*) only when it matches everything in the scope: an owner of a scope owns all of it.
CREATE TABLE "secret_owner" (
  "secret_id"   bigint NOT NULL REFERENCES "secret" ("id") ON DELETE CASCADE,
  "team"        text NOT NULL,
  "pattern"     text NOT NULL,
  "environment" text NOT NULL,
  "tier"        text NOT NULL,
  PRIMARY KEY ("secret_id", "team")
);
CREATE INDEX ON "secret_owner" ("team");
