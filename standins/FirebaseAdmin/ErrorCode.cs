namespace FirebaseAdmin;

public enum ErrorCode
{
    InvalidArgument,
    FailedPrecondition,
    OutOfRange,
    Unauthenticated,
    PermissionDenied,
    NotFound,
    Conflict,
    Aborted,
    AlreadyExists,
    ResourceExhausted,
    Cancelled,
    DataLoss,
    Unknown,
    Internal,
    Unavailable,
    DeadlineExceeded,
}
