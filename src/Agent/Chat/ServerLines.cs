using System.Globalization;
using AgentStack.Agent.Tools;

namespace AgentStack.Agent.Chat;

/// <summary>How it stands with an MCP server, in a line, and one more for each tool of it that is left out.</summary>
internal static class ServerLines
{
    private const int MostLeftOut = 5;

    public static IEnumerable<string> Of(ServerState server)
    {
        var condition = server.Condition;
        var retry = condition.RetryAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", tried again at {at:HH:mm:ss} UTC") : "";
        var revision = condition.NegotiatedProtocol is { } protocol ? $", MCP {protocol}" : "";
        var leftOut = server.LeftOut;
        var count = leftOut.Count > 0 ? $" and {leftOut.Count} left out" : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"[{server.Name}] {condition.State.ToString().ToLowerInvariant()} since {condition.Since:HH:mm:ss} UTC{retry}{revision}, {server.Offered} tools{count}");

        foreach (var tool in leftOut.Take(MostLeftOut))
            yield return $"  - {PrintableText.Line(tool.Tool, 64)}: {tool.Reason}";

        if (leftOut.Count > MostLeftOut)
            yield return $"  - and {leftOut.Count - MostLeftOut} more; /health/ready names them";
    }
}
