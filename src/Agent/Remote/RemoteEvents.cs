using System.Text.Json;
using AgentStack.Agent.Turns.Events;

namespace AgentStack.Agent.Remote;

/// <summary>What one event of a deployed agent's stream says.</summary>
internal static class RemoteEvents
{
    private const string Type = "type";

    /// <param name="data">What the event holds.</param>
    /// <param name="requestId">For an error that names none.</param>
    /// <param name="isOurs">Whether an agent of this kind wrote it.</param>
    /// <returns>Null for an event that says nothing to a person.</returns>
    public static TurnEvent? Read(string data, string requestId, out bool isOurs)
    {
        isOurs = false;
        if (RemoteJson.Parse(data) is not { } json)
            return string.IsNullOrWhiteSpace(data) || data == "[DONE]" ? null : new TextEvent(data);

        if (Ours(json) is { } ours)
        {
            isOurs = IsOursAlone(ours);
            return ours;
        }

        if (ForeignAnswer.Error(json) is { } error)
            return new ErrorEvent(error, RemoteJson.Text(json, "error_type") ?? "remote_error", requestId);

        return ForeignAnswer.Piece(json) is { } text ? new TextEvent(text) : null;
    }

    // Text of that form comes from agents of others too, and they do not say how a turn ended.
    private static bool IsOursAlone(TurnEvent turnEvent) =>
        turnEvent is ToolCallEvent or ToolProgressEvent or ToolResultEvent or GuardrailEvent or UsageEvent or ApprovalEvent or DoneEvent;

    private static TurnEvent? Ours(JsonElement json)
    {
        if (RemoteJson.Text(json, Type) is null)
            return null;

        try
        {
            return Whole(json.Deserialize(TurnJson.Wire.TurnEvent));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    // Another agent's event may have the type of ours and not its members.
    private static TurnEvent? Whole(TurnEvent? turnEvent) => turnEvent switch
    {
        TextEvent { Text: null } => null,
        ToolCallEvent { Id: null } or ToolCallEvent { Tool: null } or ToolCallEvent { Arguments: null } => null,
        ToolProgressEvent { Id: null } or ToolProgressEvent { Tool: null } => null,
        ToolResultEvent { Id: null } or ToolResultEvent { Tool: null } or ToolResultEvent { Output: null } => null,
        WarningEvent { Message: null } => null,
        RetryEvent { Reason: null } => null,
        GuardrailEvent { Action: null } or GuardrailEvent { Findings: null } => null,
        UsageEvent { Usage: null } => null,
        ApprovalEvent { Calls: null } => null,
        ApprovalEvent approval when approval.Calls.Any(call => call is not { Id: not null, Tool: not null, Arguments: not null }) => null,
        ErrorEvent { Error: null } or ErrorEvent { ErrorType: null } or ErrorEvent { RequestId: null } => null,
        DoneEvent { StopReason: null } or DoneEvent { SessionId: null } => null,
        _ => turnEvent,
    };
}
