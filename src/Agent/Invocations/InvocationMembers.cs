using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgentStack.Agent.Invocations;

/// <summary>The members of a body's object that mean something. Of two with the same name the last counts.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct InvocationMembers
{
    private string? _input;
    private string? _message;
    private bool _wantsStream;
    private bool _wantsCancel;
    private DecisionList _approve;
    private DecisionList _deny;

    public string? Prompt { get; set; }

    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt"u8))
                Prompt = ReadText(ref reader);
            else if (reader.ValueTextEquals("input"u8))
                _input = ReadText(ref reader);
            else if (reader.ValueTextEquals("message"u8))
                _message = ReadText(ref reader);
            else if (reader.ValueTextEquals("stream"u8))
                _wantsStream = ReadTrue(ref reader);
            else if (reader.ValueTextEquals("cancel"u8))
                _wantsCancel = ReadTrue(ref reader);
            else if (reader.ValueTextEquals("approve"u8))
                _approve = DecisionList.Read(ref reader);
            else if (reader.ValueTextEquals("deny"u8))
                _deny = DecisionList.Read(ref reader);
            else
                Pass(ref reader);
        }
    }

    public readonly InvocationBody ToBody()
    {
        if (_approve.IsWrong || _deny.IsWrong)
            return WrongDecisions("\"approve\" and \"deny\" are arrays of the ids that the \"approval\" event named.");

        if (_approve.Ids.Intersect(_deny.Ids, StringComparer.Ordinal).FirstOrDefault() is { } both)
            return WrongDecisions($"\"{Shown(both)}\" is both in \"approve\" and in \"deny\"; name it in one of them.");

        var prompt = Prompt ?? _input ?? _message ?? "";
        if (!string.IsNullOrWhiteSpace(prompt) && _approve.Ids.Count + _deny.Ids.Count > 0)
            return WrongDecisions("Send decisions or a prompt, one after the other: the prompt belongs to the turn after.");

        return new InvocationBody
        {
            Prompt = string.IsNullOrWhiteSpace(prompt) ? "" : prompt,
            WantsStream = _wantsStream,
            WantsCancel = _wantsCancel,
            Approve = _approve.Ids,
            Deny = _deny.Ids,
        };
    }

    private static InvocationBody WrongDecisions(string details) => InvocationBody.Refused("Invalid decisions", details);

    private static string Shown(string id) => id.Length <= 64 ? id : $"{id[..64]}…";

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();

        reader.Skip();
        return null;
    }

    private static bool ReadTrue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.TokenType == JsonTokenType.True;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
