using System.Globalization;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.Documents;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>An event that holds a turn, or a turn that waits for it.</summary>
/// <param name="Position">1, 2, 3 … by each write to the session, and on where the versions begin anew.</param>
/// <param name="Stamp">The event's time in milliseconds: above that of the position before, whatever the clocks say.</param>
/// <param name="Writer">Of one call of the store; tells its event from another's.</param>
internal sealed record MemoryEvent(long Position, long Stamp, string Writer, StoredTurn Turn, BodyParts Body)
{
    private const DateTimeStyles AsWritten = DateTimeStyles.RoundtripKind;

    /// <summary>Made up by AgentCore; empty before.</summary>
    public string Id { get; private init; } = "";

    public static MemoryEvent After(MemoryEvent? last, StoredTurn turn) => new(
        (last?.Position ?? 0) + 1,
        Math.Max(turn.At.ToUnixTimeMilliseconds(), (last?.Stamp ?? 0) + 1),
        Guid.NewGuid().ToString("N"),
        turn,
        BodyParts.Of(turn.Body.Span));

    /// <summary>Null when the event is not of this store.</summary>
    /// <exception cref="FormatException">It is, and cannot be read by this version.</exception>
    public static MemoryEvent? From(Event held)
    {
        if (held.Metadata is not { } metadata || !metadata.ContainsKey(EventNames.Format))
            return null;

        if (Text(metadata, EventNames.Format) != EventNames.CurrentFormat)
            throw new FormatException($"Event {held.EventId} has a newer format.");

        var turn = new StoredTurn(
            Number(metadata, EventNames.Sequence),
            Number(metadata, EventNames.Version),
            DateTimeOffset.ParseExact(Text(metadata, EventNames.At), "O", CultureInfo.InvariantCulture, AsWritten),
            default);
        var body = new BodyParts(
            Text(metadata, EventNames.Encoding),
            (int)Number(metadata, EventNames.Length),
            [.. (held.Payload ?? []).Where(payload => payload.Blob.IsString()).Select(payload => payload.Blob.AsString())]);
        return new MemoryEvent(
            Number(metadata, EventNames.Position), Milliseconds(held), Text(metadata, EventNames.Writer), turn, body)
        {
            Id = held.EventId ?? "",
        };
    }

    /// <exception cref="FormatException">The body is not all there.</exception>
    public StoredTurn ReadTurn() =>
        Turn with { Body = Body.Join() ?? throw new FormatException($"Event {Id} does not hold all of its turn.") };

    public Dictionary<string, MetadataValue> Metadata() => new()
    {
        [EventNames.Format] = Value(EventNames.CurrentFormat),
        [EventNames.Position] = Value(Position),
        [EventNames.Sequence] = Value(Turn.Sequence),
        [EventNames.Version] = Value(Turn.Version),
        [EventNames.At] = Value(Turn.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        [EventNames.Writer] = Value(Writer),
        [EventNames.Length] = Value(Body.Length),
        [EventNames.Encoding] = Value(Body.Encoding),
    };

    public List<PayloadType> Payload() => [.. Body.Parts.Select(part => new PayloadType { Blob = new Document(part) })];

    private static MetadataValue Value(string text) => new() { StringValue = text };

    private static MetadataValue Value(long number) => Value(number.ToString(CultureInfo.InvariantCulture));

    private static string Text(Dictionary<string, MetadataValue> metadata, string name) =>
        metadata.GetValueOrDefault(name)?.StringValue ?? throw new FormatException($"An event lacks {name}.");

    private static long Number(Dictionary<string, MetadataValue> metadata, string name) =>
        long.Parse(Text(metadata, name), NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Milliseconds(Event held) =>
        (long)Math.Round(((held.EventTimestamp ?? DateTime.UnixEpoch).ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds);
}
