namespace Aspire.Hosting.Testing;

public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Lets the AppHost's entry point go on, up to where it would run what it has built.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
