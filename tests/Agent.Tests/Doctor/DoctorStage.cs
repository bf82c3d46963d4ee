using AgentStack.Agent.Doctor;
using AgentStack.Agent.Doctor.Reports;
using AgentStack.LocalAws;
using AgentStack.LocalAws.AgentCore;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.Agent.Tests.Doctor;

/// <summary>An account in which all is well, until a test breaks something, and a doctor who looks at it.</summary>
internal sealed class DoctorStage : IAsyncDisposable
{
    public const string ClientId = "agent-machine";
    public const string Secret = "a-secret-that-nobody-is-told";
    public const string Scope = "tools/invoke";
    public const string Prefix = "/app/mcp/tools";
    public const string Arn = "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/tools-AbCdEf1234";

    private DoctorStage(LocalAwsServer aws, FakeMcpServer mcp)
    {
        Aws = aws;
        Mcp = mcp;
        Settings = aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        Settings["McpServers:tools:Auth"] = "M2M";
    }

    public LocalAwsServer Aws { get; }

    public FakeMcpServer Mcp { get; }

    public Dictionary<string, string?> Settings { get; }

    public FakeClock Clock { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>What the last visit printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The lines of what failed.</summary>
    public IReadOnlyList<string> Red => [.. Output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal))];

    public JwtAuthorizer Authorizer => new(Aws.UserPool.DiscoveryUrl) { AllowedClients = [ClientId], AllowedScopes = [Scope] };

    public static async Task<DoctorStage> StartAsync()
    {
        var stage = new DoctorStage(await LocalAwsServer.StartAsync(new LocalAwsOptions()), await FakeMcpServer.StartAsync());
        stage.Aws.UserPool.AddClient(ClientId, Secret, Scope);
        stage.PutParameters(Prefix, Arn);
        stage.SetRuntime(stage.Authorizer);
        return stage;
    }

    public void PutParameters(string prefix, string? arn)
    {
        Aws.Parameters.Put($"{prefix}/machine_client_id", ClientId);
        Aws.Parameters.Put($"{prefix}/cognito_secret", Secret, secure: true);
        Aws.Parameters.Put($"{prefix}/cognito_discovery_url", Aws.UserPool.DiscoveryUrl.AbsoluteUri);
        if (arn is not null)
            Aws.Parameters.Put($"{prefix}/agent_arn", arn);
    }

    /// <param name="authorizer">Null: signatures.</param>
    public void SetRuntime(JwtAuthorizer? authorizer) =>
        Aws.Runtimes.Add(new LocalRuntime(Arn, RuntimeProtocol.Mcp, Mcp.Root) { Authorizer = authorizer });

    public Task<int> VisitAsync(bool showsFixes = true, string? only = null, bool isColoured = false) =>
        VisitAsync(output => new TextReport(output, isColoured, showsFixes), only);

    public Task<int> VisitForProgramAsync() => VisitAsync(output => new JsonReport(output), only: null);

    public async ValueTask DisposeAsync()
    {
        await Mcp.DisposeAsync();
        await Aws.DisposeAsync();
    }

    private async Task<int> VisitAsync(Func<TextWriter, IDoctorReport> createReport, string? only)
    {
        await using var app = AgentApplication.BuildForDiagnosis([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await using var output = new StringWriter();
        var plan = app.Services.GetRequiredService<DoctorPlanner>().Plan([], only);
        var steps = app.Services.GetRequiredService<DoctorRun>().RunAsync(plan, TestContext.Current.CancellationToken);
        var exitCode = await new DoctorSession(createReport(output)).RunAsync(steps);
        Output = output.ToString();

        // Whatever is wrong: a secret is told to nobody, and neither is a token.
        Output.ShouldNotContain(Secret);
        Output.ShouldNotContain(Aws.SecretAccessKey);
        Output.ShouldNotContain("eyJ");
        return exitCode;
    }
}
