using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Tools;
using AgentStack.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.McpServer.Tests.Gateway;

/// <summary>A gateway in front of servers with <see cref="GatedTools"/>, as its operator has set it up and looks at it.</summary>
internal static class OperatedGateway
{
    public static Task<RunningServer> StartUpstreamAsync(GatedTools tools) => RunningServer.StartPlainAsync(builder =>
    {
        builder.Configuration.AddInMemoryCollection([new("Gateway:OwnTools", "false")]);
        builder.Services.AddSingleton(tools).AddTools(typeof(GatedTools));
    });

    public static Task<RunningServer> StartAsync(IEnumerable<(string Name, RunningServer Server)> upstreams, params (string Key, string Value)[] settings) =>
        RunningServer.StartPlainAsync(builder => builder.Configuration.AddInMemoryCollection(
            upstreams.SelectMany(upstream => Settings(upstream.Name, upstream.Server)).Concat(settings)
                .Select(setting => KeyValuePair.Create<string, string?>($"Gateway:{setting.Key}", setting.Value))));

    public static IEnumerable<(string Key, string Value)> Settings(string name, RunningServer server) =>
        [($"Upstreams:{name}:Url", server.McpUrl.AbsoluteUri), ($"Upstreams:{name}:Auth", "None"), ($"Upstreams:{name}:RestartPatience", "00:00:00")];

    public static Task<WireAnswer> WaitAsync(this RunningServer gateway, string upstream, string id) =>
        gateway.CallAsync($"{upstream}___wait", $$"""{"id":"{{id}}"}""");

    /// <summary>For a caller that leaves.</summary>
    public static async Task<HttpResponseMessage> LeaveAsync(this RunningServer gateway, string upstream, string id, CancellationToken leaving)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.McpUrl);
        request.Headers.Accept.ParseAdd("application/json");
        request.Content = JsonContent.Create(Messages.Call($"{upstream}___wait", $$"""{"id":"{{id}}"}"""));
        return await gateway.Http.SendAsync(request, leaving);
    }

    public static Task<WireAnswer> PassAsync(this RunningServer gateway, string upstream, string id = "1") =>
        gateway.CallAsync($"{upstream}___pass", $$"""{"id":"{{id}}"}""");

    public static async Task<JsonObject> StatusAsync(this RunningServer gateway) =>
        (await gateway.Http.GetFromJsonAsync<JsonObject>("/status", TestContext.Current.CancellationToken))!;

    /// <summary>Of one upstream; null when there is none of the name.</summary>
    public static async Task<JsonObject?> StatusAsync(this RunningServer gateway, string upstream) =>
        (await gateway.StatusAsync())["upstreams"]!.AsArray().Select(entry => entry!.AsObject())
            .FirstOrDefault(entry => (string)entry["name"]! == upstream);

    public static Task HasCallsAsync(this RunningServer gateway, string upstream, string figure, int count) => Eventually.TrueAsync(
        async () => (int)(await gateway.StatusAsync(upstream))!["calls"]![figure]! == count, $"{count} {figure} calls of {upstream}");
}
