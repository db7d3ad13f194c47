namespace MailKit;

/// <summary>Told of how much of a message has gone.</summary>
public interface ITransferProgress
{
    void Report(long bytesTransferred, long totalSize);

    void Report(long bytesTransferred);
}
