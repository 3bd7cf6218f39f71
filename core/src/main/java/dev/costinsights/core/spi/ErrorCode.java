package dev.costinsights.core.spi;

/** What kind of thing went wrong, so that a caller can act on it. Constants may be added. */
public enum ErrorCode {
    /** The configuration or the call is wrong; the user can fix it. */
    CONFIGURATION,
    /** The data cannot be read or does not have the promised form. */
    INVALID_INPUT,
    /** Something that must be there is not. */
    NOT_FOUND,
    /** The credentials do not allow it. */
    PERMISSION,
    /** The other side asks to slow down. */
    THROTTLED,
    /** The other side does not answer, or the disk is full; it may work later. */
    UNAVAILABLE,
    /** The ledger does not equal the bill. Never published; always a bug of ours. */
    CONSERVATION,
    /** A bug of ours or of a plugin. */
    INTERNAL
}
