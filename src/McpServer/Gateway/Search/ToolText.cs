using System.Text.Json;

namespace AgentStack.McpServer.Gateway.Search;

/// <summary>The words of a tool's definition, each with the weight of the places where it stands.</summary>
internal sealed class ToolText
{
    private const double InName = 4;
    private const double InTitle = 3;
    private const double InDescription = 1;
    private const double InParameterName = 1;
    private const double InParameterDescription = 0.5;
    private const double OfBeginning = 0.5;
    private const int ShortestBeginning = 3;

    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly string[] _inOrder;

    public ToolText(JsonElement definition)
    {
        Add(Text(definition, "name"), InName);
        Add(Text(definition, "title"), InTitle);
        Add(Text(definition, "description"), InDescription);
        if (definition.TryGetProperty("inputSchema", out var schema) && schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("properties", out var parameters) && parameters.ValueKind == JsonValueKind.Object)
        {
            foreach (var parameter in parameters.EnumerateObject())
            {
                Add(parameter.Name, InParameterName);
                Add(Text(parameter.Value, "description"), InParameterDescription);
            }
        }

        _inOrder = [.. _weights.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>How many words there are, each time it stands there.</summary>
    public int Length { get; private set; }

    /// <summary>Of the word itself, or less of those that it begins: <c>auth</c> finds <c>authorize</c>.</summary>
    public double WeightOf(string word)
    {
        if (_weights.TryGetValue(word, out var weight))
            return weight;

        if (word.Length < ShortestBeginning)
            return 0;

        var first = Array.BinarySearch(_inOrder, word, StringComparer.Ordinal);
        return _inOrder.Skip(first < 0 ? ~first : first).TakeWhile(known => known.StartsWith(word, StringComparison.Ordinal))
            .Sum(known => _weights[known] * OfBeginning);
    }

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private void Add(string? text, double weight)
    {
        foreach (var word in Words.Of(text))
        {
            _weights[word] = _weights.GetValueOrDefault(word) + weight;
            Length++;
        }
    }
}
