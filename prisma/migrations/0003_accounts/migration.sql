-- Who may look, and what they did. Nothing here can be used to sign in: passwords are argon2id, ids of sessions and tokens are kept as SHA-256 only.

CREATE TABLE "app_user" (
  "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "name"          text NOT NULL,
  "email"         text NOT NULL DEFAULT '',
  "role"          text NOT NULL CHECK ("role" IN ('admin', 'analyst', 'auditor', 'owner')),
  "teams"         text[] NOT NULL DEFAULT '{}',
  "password_hash" text,
  -- A person who signs in through a provider is (issuer, subject), never the e-mail.
  "issuer"        text,
  "subject"       text,
  "created_at"    timestamptz NOT NULL DEFAULT now(),
  "disabled_at"   timestamptz,
  UNIQUE ("issuer", "subject"),
  CHECK (("issuer" IS NULL) = ("subject" IS NULL))
);
CREATE UNIQUE INDEX "app_user_name_key" ON "app_user" (lower("name"));

CREATE TABLE "user_session" (
  "id_hash"      bytea PRIMARY KEY,
  "user_id"      uuid NOT NULL REFERENCES "app_user" ("id") ON DELETE CASCADE,
  "created_at"   timestamptz NOT NULL DEFAULT now(),
  "last_seen_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at"   timestamptz NOT NULL
);
CREATE INDEX ON "user_session" ("user_id");
CREATE INDEX ON "user_session" ("expires_at");

CREATE TABLE "api_token" (
  "id"           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "hash"         bytea NOT NULL UNIQUE,
  -- The first characters, so that a person can tell tokens apart.
  "hint"         text NOT NULL,
  "name"         text NOT NULL,
  "user_id"      uuid REFERENCES "app_user" ("id") ON DELETE CASCADE,
  "role"         text NOT NULL CHECK ("role" IN ('admin', 'analyst', 'auditor', 'owner')),
  "teams"        text[] NOT NULL DEFAULT '{}',
  "scopes"       text[] NOT NULL,
  "created_at"   timestamptz NOT NULL DEFAULT now(),
  "expires_at"   timestamptz,
  "last_used_at" timestamptz,
  "revoked_at"   timestamptz
);

CREATE TABLE "setup_token" (
  "hash"       bytea PRIMARY KEY,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL
);

CREATE TABLE "sign_in_attempt" (
  "id"           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "account"      text NOT NULL,
  "address"      text NOT NULL,
  "succeeded"    boolean NOT NULL,
  "attempted_at" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON "sign_in_attempt" ("account", "attempted_at");
CREATE INDEX ON "sign_in_attempt" ("address", "attempted_at");

-- The product's own audit log.
CREATE TABLE "product_audit" (
  "id"      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at"      timestamptz NOT NULL DEFAULT now(),
  "actor"   text NOT NULL,
  "action"  text NOT NULL,
  "target"  text NOT NULL DEFAULT '',
  "details" jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON "product_audit" ("at");
