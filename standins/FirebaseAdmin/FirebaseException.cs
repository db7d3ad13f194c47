namespace FirebaseAdmin;

public class FirebaseException : Exception
{
    internal FirebaseException(ErrorCode code, string message, Exception? inner, HttpResponseMessage? response)
        : base(message, inner) => (ErrorCode, HttpResponse) = (code, response);

    public ErrorCode ErrorCode { get; }

    /// <summary>The answer, where there was one.</summary>
    public HttpResponseMessage? HttpResponse { get; }
}
