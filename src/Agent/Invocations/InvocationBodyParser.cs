using System.Buffers;
using System.Text.Json;

namespace AgentStack.Agent.Invocations;

/// <summary>
/// Reads the body whatever the request says its type is: the platform may forward none, and a framework's binding would
/// answer 415 then. Only the members that mean something are decoded; the rest is passed over where it lies.
/// </summary>
internal static class InvocationBodyParser
{
    /// <summary>As deep as Python reads. The reader keeps a bit a level, so that depth costs nothing.</summary>
    private const int MaxDepth = 1000;

    public static InvocationBody Parse(ReadOnlySequence<byte> body)
    {
        if (!Utf8Text.IsValid(body))
            return InvalidEncoding();

        var text = Utf8Text.SkipByteOrderMark(body);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return Read(ref reader);
        }
        catch (InvalidOperationException)
        {
            return InvocationBody.Refused("Invalid encoding", "A text in the body holds half of a surrogate pair.");
        }
        catch (JsonException e)
        {
            return InvocationBody.Refused("Invalid JSON", Describe(e, text.IsEmpty, reader.CurrentDepth));
        }
    }

    public static InvocationBody InvalidEncoding() => InvocationBody.Refused("Invalid encoding", "The body is not UTF-8 text.");

    private static string Describe(JsonException failure, bool isEmpty, int depth)
    {
        if (isEmpty)
            return "The body is empty; send {\"prompt\": \"…\"}.";

        var place = $"line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}";
        return depth >= MaxDepth - 1
            ? $"The body is nested deeper than {MaxDepth} levels: {place}."
            : $"The body is not JSON: {place}.";
    }

    private static InvocationBody Read(ref Utf8JsonReader reader)
    {
        var members = new InvocationMembers();
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            members.Prompt = reader.GetString();
        else if (reader.TokenType == JsonTokenType.StartObject)
            members.Read(ref reader);
        else
            reader.Skip();

        // What follows the value must be white space, or the text is no JSON.
        while (reader.Read())
        {
        }

        return members.ToBody();
    }
}
