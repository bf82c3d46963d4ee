using System.Text;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Commands;
using AgentStack.Agent.Remote;
using AgentStack.Agent.Turns;
using AgentStack.LocalAws;
using AgentStack.LocalAws.AgentCore;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.Agent.Tests.Remote;

/// <summary>A process whose command calls deployed agents: it serves nothing, and has its own settings and clock.</summary>
internal sealed class RemoteCaller : IAsyncDisposable
{
    public const string ClientId = "caller";
    public const string Secret = "s3cret-of-the-caller";
    public const string Arn = "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/agent-x1";

    private readonly WebApplication _app;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _notes = new();
    private readonly TextWriter _writtenOutput;
    private readonly TextWriter _writtenNotes;

    private RemoteCaller(WebApplication app)
    {
        _app = app;
        _writtenOutput = TextWriter.Synchronized(new StringWriter(_output));
        _writtenNotes = TextWriter.Synchronized(new StringWriter(_notes));
    }

    public IServiceProvider Services => _app.Services;

    public FakeClock Clock => (FakeClock)_app.Services.GetRequiredService<TimeProvider>();

    public Interrupts Interrupts { get; } = new(listenToSignals: false);

    public string Output => Read(_writtenOutput, _output);

    public string Notes => Read(_writtenNotes, _notes);

    /// <param name="aws">Where the caller's credentials are good, and its parameters are.</param>
    /// <param name="settings">Configuration beside that.</param>
    public static RemoteCaller Create(LocalAwsServer aws, params (string Key, string Value)[] settings)
    {
        aws.UserPool.AddClient(ClientId, Secret, "tools/invoke");
        aws.Parameters.Put("/app/mcp/gate/machine_client_id", ClientId);
        aws.Parameters.Put("/app/mcp/gate/cognito_secret", Secret, secure: true);
        aws.Parameters.Put("/app/mcp/gate/cognito_discovery_url", aws.UserPool.DiscoveryUrl.AbsoluteUri);
        return Create(aws.Environment, [("McpServers:gate:Auth", "M2M"), .. settings]);
    }

    /// <summary>Its data plane is the door, which checks nothing.</summary>
    public static RemoteCaller Create(AnsweringDoor door, params (string Key, string Value)[] settings) => Create(
        new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = door.Address.AbsoluteUri,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = Secret,
        },
        settings);

    public static LocalRuntime TokenRuntime(LocalAwsServer aws, Uri container) => new(Arn, RuntimeProtocol.Http, container)
    {
        Authorizer = new JwtAuthorizer(aws.UserPool.DiscoveryUrl) { AllowedClients = [ClientId] },
    };

    public Task<int> InvokeAsync(
        string? prompt,
        RemoteAuth? auth = null,
        string? session = null,
        bool isStreamed = false,
        bool isJson = false,
        string address = Arn,
        string? server = null,
        ApprovalDecisions? decisions = null)
    {
        var options = new InvokeOptions(new RemoteTarget(address, "DEFAULT", auth, server), prompt, session, isStreamed, isJson, decisions);
        InvokeCommand.Check(options);
        var console = new CommandConsole(TextReader.Null, _writtenOutput, _writtenNotes, IsInteractive: false);
        return InvokeCommand.RunAsync(Services, options, console, Interrupts);
    }

    public async ValueTask DisposeAsync()
    {
        Interrupts.Dispose();
        await _app.DisposeAsync();
    }

    private static RemoteCaller Create(IReadOnlyDictionary<string, string> environment, params (string Key, string Value)[] settings)
    {
        var values = environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        foreach (var (key, value) in settings)
            values[key] = value;

        return new RemoteCaller(AgentApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(values);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(new FakeClock(DateTimeOffset.UtcNow));
        }));
    }

    // The test reads while a turn is printed; a synchronized writer locks itself.
    private static string Read(TextWriter writer, StringBuilder written)
    {
        lock (writer)
        {
            return written.ToString();
        }
    }
}
