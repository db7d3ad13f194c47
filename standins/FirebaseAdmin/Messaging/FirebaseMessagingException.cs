namespace FirebaseAdmin.Messaging;

public sealed class FirebaseMessagingException : FirebaseException
{
    internal FirebaseMessagingException(
        ErrorCode code,
        string message,
        MessagingErrorCode? messagingErrorCode = null,
        Exception? inner = null,
        HttpResponseMessage? response = null)
        : base(code, message, inner, response) => MessagingErrorCode = messagingErrorCode;

    public MessagingErrorCode? MessagingErrorCode { get; }
}

public enum MessagingErrorCode
{
    ThirdPartyAuthError,
    InvalidArgument,
    Internal,
    QuotaExceeded,
    SenderIdMismatch,
    Unavailable,
    Unregistered,
}
