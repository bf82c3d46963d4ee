using System.Text.Json;
using AgentStack.Agent;
using AgentStack.LocalAws;
using AgentStack.LocalAws.Bedrock.Scripting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentStack.EndToEnd.Tests.OtherServers;

/// <summary>An agent with one server that somebody else wrote, and a model that calls what it is told to call.</summary>
internal sealed class VisitingAgent : IAsyncDisposable
{
    private readonly LocalAwsServer _aws;
    private readonly WebApplication _agent;
    private readonly HttpClient _http;

    private VisitingAgent(LocalAwsServer aws, WebApplication agent)
    {
        _aws = aws;
        _agent = agent;
        _http = new HttpClient { BaseAddress = new Uri(agent.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
    }

    public static async Task<VisitingAgent> StartAsync(Uri server)
    {
        var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions());
        var settings = aws.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        settings["McpServers:other:Auth"] = "None";
        settings["McpServers:other:Url"] = server.AbsoluteUri;
        settings["Model:Caching"] = "off";
        settings[WebHostDefaults.ServerUrlsKey] = "http://127.0.0.1:0";
        var agent = AgentApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders();
        });
        await agent.StartAsync();
        return new VisitingAgent(aws, agent);
    }

    /// <summary>The tools that the model is offered, by name, each with its input schema; and what the agent says is missing.</summary>
    public async Task<(Dictionary<string, JsonElement> Tools, string Warnings)> OfferedAsync()
    {
        _aws.Model.Enqueue(new ModelReply().Say("ready"));
        var reply = await AskAsync();
        var tools = _aws.Model.Requests[^1].Body.GetProperty("toolConfig").GetProperty("tools").EnumerateArray()
            .Select(tool => tool.GetProperty("toolSpec"))
            .ToDictionary(tool => tool.GetProperty("name").GetString()!, tool => tool.GetProperty("inputSchema").GetProperty("json"));
        return (tools, reply.GetProperty("warnings").GetRawText());
    }

    /// <returns>What the model was told of its call, and whether as an error.</returns>
    public async Task<(string Output, bool IsError)> CallAsync(string tool, object? arguments)
    {
        _aws.Model.Enqueue(new ModelReply().Call(tool, arguments ?? new { }), new ModelReply().Say("done"));
        var reply = await AskAsync();
        var call = reply.GetProperty("tool_calls").EnumerateArray().Single();
        return (call.GetProperty("output").GetString()!, call.GetProperty("is_error").GetBoolean());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _agent.DisposeAsync();
        await _aws.DisposeAsync();
    }

    private async Task<JsonElement> AskAsync()
    {
        using var body = new StringContent("""{"prompt":"go"}""");
        using var response = await _http.PostAsync("/invocations", body, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
