using System.Text.Json;
using AgentStack.Agent.Turns;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Chat;

/// <summary>Prints a turn as it happens: the answer to one writer, what goes on beside it to another.</summary>
internal sealed class ConsoleListener(TextWriter answer, TextWriter notes) : ITurnListener
{
    private const int LongestOutput = 200;

    private bool _isInsideLine;

    public bool HasFailed { get; private set; }

    /// <summary>Calls that wait for the person; none when the turn has ended.</summary>
    public IReadOnlyList<ApprovalRequest> Approvals { get; private set; } = [];

    public async Task OnEventAsync(TurnEvent turnEvent, CancellationToken cancellationToken)
    {
        switch (turnEvent)
        {
            case TextEvent text:
                await answer.WriteAsync(PrintableText.Of(text.Text));
                await answer.FlushAsync(cancellationToken);
                _isInsideLine = !text.Text.EndsWith('\n');
                break;
            case ToolCallEvent call:
                await NoteAsync($"→ {call.Tool}({Describe(call.Arguments)})");
                break;
            case ToolProgressEvent progress:
                await NoteAsync($"… {progress.Tool}: {Describe(progress)}");
                break;
            case ToolResultEvent result:
                var mark = result.IsError ? "✗" : "←";
                var time = result.DurationMs > 0 ? $" ({result.DurationMs} ms)" : "";
                await NoteAsync($"{mark} {result.Tool}: {PrintableText.Line(result.Output, LongestOutput)}{time}");
                break;
            case RetryEvent retry:
                await NoteAsync($"! {retry.Reason}; asking again in {retry.DelayMs} ms (attempt {retry.Attempt})");
                break;
            case GuardrailEvent guardrail:
                await NoteAsync($"! guardrail: {guardrail.Action}{string.Concat(guardrail.Findings.Select(finding => $"; {finding}"))}");
                break;
            case ApprovalEvent approval:
                Approvals = approval.Calls;
                await EndLineAsync();
                break;
            case WarningEvent warning:
                await NoteAsync($"! {PrintableText.Of(warning.Message)}");
                break;
            case ErrorEvent failure:
                HasFailed = true;
                await NoteAsync($"error: {PrintableText.Of(failure.Error)} (request {failure.RequestId})");
                break;
            case DoneEvent { StopReason: "length" }:
                await NoteAsync("! the answer was cut at its limit (Model:MaxTokens)");
                break;
            case DoneEvent:
                await EndLineAsync();
                break;
        }
    }

    private async Task NoteAsync(string note)
    {
        await EndLineAsync();
        await notes.WriteLineAsync($"  {PrintableText.Of(note)}");
        await notes.FlushAsync();
    }

    private async Task EndLineAsync()
    {
        if (!_isInsideLine)
            return;

        await answer.WriteLineAsync();
        await answer.FlushAsync();
        _isInsideLine = false;
    }

    private static string Describe(ToolProgressEvent progress)
    {
        var far = progress.Total is { } total ? $"{progress.Progress} of {total}" : $"{progress.Progress}";
        return progress.Message is { Length: > 0 } message ? $"{far}, {PrintableText.Line(message, LongestOutput)}" : far;
    }

    /// <param name="arguments">Of a call.</param>
    /// <param name="maxLength">Of each; who decides on a call has to see all of it.</param>
    public static string Describe(IReadOnlyDictionary<string, object?> arguments, int maxLength = LongestOutput) =>
        string.Join(", ", arguments.Select(argument =>
            PrintableText.Line($"{argument.Key}: {JsonSerializer.Serialize(argument.Value, TurnJson.Wire.Options)}", maxLength)));
}
