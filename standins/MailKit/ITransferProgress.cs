namespace MailKit;

/// <summary>Told of how much of a message has gone.</summary>
public interface ITransferProgress
{
    public void Report(long bytesTransferred, long totalSize);

    public void Report(long bytesTransferred);
}
