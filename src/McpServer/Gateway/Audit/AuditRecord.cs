using System.Text.Json;
using AgentStack.RemoteMcp;

namespace AgentStack.McpServer.Gateway.Audit;

/// <summary>What is found out about a call on its way, for the line about it. There is one only while the audit log is on.</summary>
internal sealed class AuditRecord(string? tool, JsonElement arguments)
{
    private const string Refused = "refused";
    private const string Local = "local";
    private const string NotSent = "not_sent";
    private const string Sent = "sent";
    private const string Answered = "answered";

    /// <summary>The name by which it was called.</summary>
    public string? Tool { get; private set; } = tool;

    public JsonElement Arguments { get; private set; } = arguments;

    public string? Upstream { get; private set; }

    /// <summary>As the upstream has it.</summary>
    public string? UpstreamTool { get; private set; }

    /// <summary>What became of the way to the tool: never found or not allowed, this process's own, or an upstream's.</summary>
    public string Transport { get; private set; } = Refused;

    public static AuditRecord? Find(HttpContext context) => context.Features.Get<AuditRecord>();

    public static AuditRecord Begin(HttpContext context, string? tool, JsonElement arguments)
    {
        var record = new AuditRecord(tool, arguments);
        context.Features.Set(record);
        return record;
    }

    /// <summary>The call turns out to be one of another tool.</summary>
    public void BecomeCallOf(string? tool, JsonElement arguments) =>
        (Tool, Arguments, Transport) = (tool, arguments, Refused);

    /// <summary>The tool is there and may be called; unless it is an upstream's, it is this process's own.</summary>
    public void Admit() => Transport = Local;

    public void GoTo(string upstream, string tool) => (Upstream, UpstreamTool, Transport) = (upstream, tool, NotSent);

    public void Send() => Transport = Sent;

    public void Answer() => Transport = Answered;

    public void Fail(ConnectionStep step) => Transport = $"failed:{step}";
}
