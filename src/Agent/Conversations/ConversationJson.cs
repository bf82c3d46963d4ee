using System.Text.Json;
using AgentStack.Agent.Conversations.Wire;

namespace AgentStack.Agent.Conversations;

/// <summary>Turns as bytes, the same for every store.</summary>
internal static class ConversationJson
{
    /// <summary>Counts up when older agents could not read what is written.</summary>
    public const int Format = 1;

    /// <summary>More than a model's arguments can have, which are read with the serialiser's own limit of 64.</summary>
    public const int MaxDepth = 256;

    /// <exception cref="ConversationStoreException">The turn holds what has no form as JSON.</exception>
    public static byte[] Write(ConversationTurn turn)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(ToBody(turn), ConversationJsonContext.Default.TurnBody);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new ConversationStoreException(
                "It holds arguments of a tool that cannot be written down. Ask again, in other words; the session goes on"
                + " from the turn before.",
                e);
        }
    }

    /// <exception cref="ConversationStoreException">The bytes are no turn, or one of a newer agent.</exception>
    public static ConversationTurn Read(SessionId session, ReadOnlySpan<byte> body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, ConversationJsonContext.Default.TurnBody) is { Format: Format } turn && IsWhole(turn))
            {
                return new ConversationTurn(
                    turn.Sequence, turn.RequestId, [.. turn.Messages.Select(message => message.ToMessage())], turn.Usage, turn.SessionCostUsd)
                {
                    Pending = turn.Pending,
                    Earlier = turn.Earlier,
                };
            }
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            // The last two are how the serialiser and the content types refuse what is JSON, but none of ours.
            throw Unreadable(session, e);
        }

        throw Unreadable(session, null);
    }

    private static TurnBody ToBody(ConversationTurn turn) => new()
    {
        Sequence = turn.Sequence,
        RequestId = turn.RequestId,
        Messages = [.. turn.Messages.Select(MessageBody.From)],
        Usage = turn.Usage,
        SessionCostUsd = turn.SessionCostUsd,
        Pending = turn.Pending,
        Earlier = turn.Earlier,
    };

    // What the serialiser's own check for nulls passes over.
    private static bool IsWhole(TurnBody turn) => !turn.Messages.Any(message => message is null || message.Content.Contains(null!));

    private static ConversationStoreException Unreadable(SessionId session, Exception? cause) => new(
        $"What is kept of session '{session}' cannot be read by this version of the agent. Begin a new session, or run the"
        + " version that wrote it.",
        cause);
}
