using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentStack.Agent.Tools.Schemas;

/// <summary>
/// The names of a schema's properties, at every level. Claude takes 1 to 64 of <c>[a-zA-Z0-9_.-]</c>; another name is
/// offered as what it can be read as, with a hash that makes it nobody else's, so that it can be told apart from the keys
/// of the data and put back.
/// </summary>
internal sealed partial class PropertyNames
{
    private const int MaxLength = 64;
    private const int HashLength = 8;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _offered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

    public PropertyNames(JsonElement schema) => Gather(schema);

    public bool IsEmpty => _own.Count == 0;

    public static bool Fits(string name) => Fitting().IsMatch(name);

    /// <summary>The name to offer a property under.</summary>
    public string Offer(string own) => Fits(own) ? own : Alias(own);

    /// <summary>Another name for a property, also when its own would fit.</summary>
    public string Alias(string own)
    {
        if (_offered.TryGetValue(own, out var known))
            return known;

        var clean = Unfit().Replace(own, "_").Trim('_');
        var kept = clean[..Math.Min(clean.Length, MaxLength - HashLength - 1)];
        for (var hashed = own; ; hashed += "\n")
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))[..HashLength];
            var alias = kept.Length == 0 ? $"p_{hash}" : $"{kept}_{hash}";
            if (!_taken.Add(alias))
                continue;

            _offered[own] = alias;
            _own[alias] = own;
            return alias;
        }
    }

    /// <summary>What the model knows a property as.</summary>
    public string Shown(string own) => _offered.GetValueOrDefault(own, own);

    /// <summary>What the server knows a property as.</summary>
    public string Restore(string offered) => _own.GetValueOrDefault(offered, offered);

    /// <summary>Arguments under the server's own names, at every level; values stay as they are.</summary>
    public Dictionary<string, object?> Restore(IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var restored = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
            restored[Restore(name)] = value is JsonElement json && !IsEmpty && HoldsAlias(json) ? RestoreAll(json) : value;

        return restored;
    }

    private bool HoldsAlias(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(HoldsAlias),
        JsonValueKind.Object => json.EnumerateObject().Any(member => _own.ContainsKey(member.Name) || HoldsAlias(member.Value)),
        _ => false,
    };

    private JsonElement RestoreAll(JsonElement json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(json, writer);

        return JsonElement.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private void Write(JsonElement json, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    writer.WritePropertyName(Restore(member.Name));
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    // Any key of the schema may be a property's name or a key of the data: no alias is one of them.
    private void Gather(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Gather(item);
        }

        if (json.ValueKind != JsonValueKind.Object)
            return;

        foreach (var member in json.EnumerateObject())
        {
            _taken.Add(member.Name);
            Gather(member.Value);
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fitting();

    [GeneratedRegex("[^a-zA-Z0-9_.-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
