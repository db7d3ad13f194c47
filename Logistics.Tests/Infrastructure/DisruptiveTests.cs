using Xunit;

namespace Logistics.Tests.Infrastructure;

[CollectionDefinition(SystemFixture.Disruptive, DisableParallelization = true)]
public sealed class DisruptiveTests;
