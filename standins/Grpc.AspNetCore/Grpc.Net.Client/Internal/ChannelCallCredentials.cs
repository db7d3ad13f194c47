using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Finds the call credentials within channel credentials.</summary>
internal sealed class ChannelCallCredentials : ChannelCredentialsConfiguratorBase
{
    private readonly List<CallCredentials> _found = [];

    public static IReadOnlyList<CallCredentials> Read(ChannelCredentials? credentials)
    {
        if (credentials is null)
        {
            return [];
        }

        var reader = new ChannelCallCredentials();
        credentials.InternalPopulateConfiguration(reader, reader);
        return reader._found;
    }

    public override void SetInsecureCredentials(object state)
    {
    }

    public override void SetSslCredentials(
        object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
    }

    public override void SetCompositeCredentials(object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        channelCredentials.InternalPopulateConfiguration(this, state);
        _found.Add(callCredentials);
    }
}
