using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentStack.McpServer.Tools;

namespace AgentStack.McpServer.Gateway.Status;

/// <summary>Tells a model, or the person behind it, how it stands with the servers behind the gateway.</summary>
internal sealed class StatusTool(StatusReport report)
{
    public const string Name = "gateway_status";

    private const int MostLeftOut = 5;

    private static readonly JsonElement Definition = JsonElement.Parse(
        """
        {
          "name": "gateway_status",
          "title": "Gateway status",
          "description": "Tells how it stands with the servers whose tools this server passes on: which answer, which fail since when and why, how many tools each has, how many calls there were and how long they took. Use it when a tool cannot be called, or when somebody asks what is connected.",
          "inputSchema": { "type": "object", "properties": {}, "additionalProperties": false },
          "annotations": { "readOnlyHint": true, "idempotentHint": true, "openWorldHint": false }
        }
        """);

    public GatewayTool Tool => new(Definition, (request, _, _) =>
    {
        var status = report.Now(request.Http.User);
        return ValueTask.FromResult<Protocol.McpResult>(StructuredResult.Of(status, Describe(status)));
    });

    private static string Describe(GatewayStatus status)
    {
        var text = new StringBuilder();
        var servers = status.Upstreams.Count == 1 ? "server" : "servers";
        text.Append(CultureInfo.InvariantCulture, $"{status.Upstreams.Count} {servers} behind this gateway");
        text.Append(status.Ready ? "." : $", not ready: waiting for {string.Join(", ", status.WaitsFor)}.");
        foreach (var upstream in status.Upstreams)
            text.Append('\n').Append(Describe(upstream));

        if (status.SettingsRefusedAt is { } refusedAt)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nThe settings were changed at {refusedAt:u} to something wrong:")
                .Append(" those of before hold, and the log says why.");
        }

        return text.ToString();
    }

    private static string Describe(UpstreamStatus upstream)
    {
        var calls = upstream.Calls;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{upstream.Name}: {upstream.State} since {upstream.Since:u}, {upstream.Tools} tools");
        text.Append(CultureInfo.InvariantCulture, $", {calls.Answered} calls answered, {calls.Failed} failed, {calls.NotSent} not sent");
        text.Append(CultureInfo.InvariantCulture, $", {calls.Running} running, {calls.Queued} waiting");
        if (calls.LatencyMs is { } latency)
            text.Append(CultureInfo.InvariantCulture, $", p50 {latency.P50} ms, p99 {latency.P99} ms");

        if (upstream.Cause is { } cause)
            text.Append(CultureInfo.InvariantCulture, $". {cause}");

        if (upstream.Hidden > 0)
            text.Append(CultureInfo.InvariantCulture, $". Hidden by settings: {upstream.Hidden} tools");

        if (upstream.LeftOut.Count > 0)
        {
            var shown = upstream.LeftOut.Take(MostLeftOut).Select(left => $"{left.Name} ({left.Reason})");
            text.Append(CultureInfo.InvariantCulture, $". Left out: {upstream.LeftOut.Count}, such as ").AppendJoin("; ", shown);
        }

        return text.ToString();
    }
}
