/** Outcomes that a person asked for and can do something about; everything else is a fault and is shown as an id only. */
export class ExpectedError extends Error {
  readonly status: number
  /** Short and the same for every error of a class: the `title` of the problem. */
  readonly title: string

  constructor(status: number, title: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.title = title
  }
}

/** Nobody is signed in, or the session or token is no longer good. */
export class Unauthenticated extends ExpectedError {
  constructor(message = 'Sign in, or send a valid token.', options?: ErrorOptions) {
    super(401, 'Not signed in', message, options)
  }
}

/** Signed in, yet the role does not allow this. A secret outside the viewer's scope is `NotFound`: its existence is not told. */
export class Forbidden extends ExpectedError {
  constructor(message = 'Your role does not allow this.', options?: ErrorOptions) {
    super(403, 'Not allowed', message, options)
  }
}

export class NotFound extends ExpectedError {
  constructor(message = 'There is no such thing, or it is not yours to see.', options?: ErrorOptions) {
    super(404, 'Not found', message, options)
  }
}

/** A filter, search or cursor that cannot be understood. `column` counts from 1 and is there for the search language. */
export class InvalidFilter extends ExpectedError {
  readonly field: string
  readonly column?: number

  constructor(field: string, message: string, column?: number) {
    super(400, 'The filter cannot be understood', message)
    this.field = field
    this.column = column
  }
}

/** The question takes longer than its time box. */
export class TookTooLong extends ExpectedError {
  constructor(message = 'This takes too long: choose a shorter range or a narrower filter.', options?: ErrorOptions) {
    super(503, 'Took too long', message, options)
  }
}
