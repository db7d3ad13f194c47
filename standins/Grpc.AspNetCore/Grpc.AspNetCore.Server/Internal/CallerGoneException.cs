namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The request broke off. Kestrel may throw from the body before it cancels the request's token.</summary>
internal sealed class CallerGoneException(IOException inner) : IOException("The caller ended the request stream.", inner);
