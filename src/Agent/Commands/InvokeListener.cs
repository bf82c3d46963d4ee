using System.Text.Json.Nodes;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Remote;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Commands;

/// <summary>Prints a deployed agent's answer: its text, or the JSON that it wrote.</summary>
internal sealed class InvokeListener(CommandConsole console, bool isJson) : IRemoteListener
{
    private readonly ConsoleListener _printed = new(isJson ? TextWriter.Null : console.Output, console.Notes);

    public bool HasFailed => _printed.HasFailed;

    /// <summary>Calls that wait for a person's decision.</summary>
    public IReadOnlyList<ApprovalRequest> Waiting => _printed.Approvals;

    public Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken) =>
        isJson && turnEvent is not (ErrorEvent or RetryEvent or ApprovalEvent)
            ? Task.CompletedTask
            : _printed.OnEventAsync(turnEvent, cancellationToken);

    public async Task OnWrittenAsync(string text, CancellationToken cancellationToken)
    {
        if (!isJson)
            return;

        // What is no JSON becomes a text of JSON, so that whoever reads it need not guess.
        var line = RemoteJson.Parse(text) is null ? JsonValue.Create(text).ToJsonString() : text.ReplaceLineEndings(" ");
        await console.Output.WriteLineAsync(line);
        await console.Output.FlushAsync(cancellationToken);
    }
}
