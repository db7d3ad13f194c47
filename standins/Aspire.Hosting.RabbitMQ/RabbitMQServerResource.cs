namespace Aspire.Hosting.ApplicationModel;

public class RabbitMQServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string ManagementEndpointName = "management";

    private const string DefaultUserName = "guest";

    public RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
        ManagementEndpoint = new EndpointReference(this, ManagementEndpointName);
    }

    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The management plugin's page and API; not there without <c>WithManagementPlugin</c>.</summary>
    public EndpointReference ManagementEndpoint { get; }

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource? UserNameParameter { get; }

    public ReferenceExpression UserNameReference =>
        UserNameParameter is { } userName ? ReferenceExpression.Create($"{userName}") : ReferenceExpression.Create($"{DefaultUserName}");

    public ParameterResource PasswordParameter { get; }

    public ReferenceExpression ConnectionStringExpression => UriExpression;

    public ReferenceExpression UriExpression => ReferenceExpression.Create(
        $"amqp://{UserNameReference:uri}:{PasswordParameter:uri}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("Username", UserNameReference);
        yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", UriExpression);
    }
}
