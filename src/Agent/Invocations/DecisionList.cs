using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgentStack.Agent.Invocations;

/// <summary>The value of <c>approve</c> or <c>deny</c>: ids of calls, each once.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct DecisionList(List<string>? ids, bool isWrong)
{
    public IReadOnlyList<string> Ids => ids is null ? [] : ids;

    /// <summary>It was not an array of non-blank strings.</summary>
    public bool IsWrong => isWrong;

    /// <summary>Reads the value that follows the name; <c>null</c> stands for none.</summary>
    public static DecisionList Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return default;

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return new DecisionList(null, isWrong: true);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isWrong = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } id && !string.IsNullOrWhiteSpace(id))
                seen.Add(id);
            else
                isWrong = true;

            reader.Skip();
        }

        return new DecisionList([.. seen], isWrong);
    }
}
