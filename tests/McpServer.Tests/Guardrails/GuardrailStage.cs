using System.Text.Json.Nodes;
using AgentStack.LocalAws;
using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.McpServer.Tests.Guardrails;

/// <summary>The real server beside an AWS of its own, with the guardrails of a test.</summary>
internal sealed class GuardrailStage : IAsyncDisposable
{
    private readonly RunningServer _server;

    private GuardrailStage(LocalAwsServer aws, RunningServer server) => (Aws, _server) = (aws, server);

    public LocalAwsServer Aws { get; }

    public static async Task<GuardrailStage> StartAsync(GuardrailPolicy[] guardrails, params (string Key, string Value)[] settings)
    {
        var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        foreach (var guardrail in guardrails)
            aws.Guardrails.Put(guardrail);

        var all = aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        foreach (var (key, value) in settings)
            all[key] = value;

        return new GuardrailStage(aws, await RunningServer.StartAsync(all));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Aws.DisposeAsync();
    }

    public Task<WireAnswer> CallAsync(string tool, JsonObject arguments) => _server.CallAsync(tool, arguments.ToJsonString());

    public Task<WireAnswer> ValidateAsync(string content, string guardrail = "shop", string? query = null, string? source = null)
    {
        var arguments = new JsonObject { ["guardrail_id"] = guardrail, ["content"] = content };
        if (query is not null)
            arguments["query"] = query;
        if (source is not null)
            arguments["grounding_source"] = source;

        return CallAsync("validate_content", arguments);
    }
}
