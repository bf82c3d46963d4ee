using System.Globalization;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>Holds JSON against a shape and words what fails as AWS does.</summary>
internal sealed class ShapeCheck
{
    private readonly List<string> _constraints = [];
    private string? _malformed;

    /// <summary>The first thing that cannot be read at all, else all constraints that are not met, else null.</summary>
    public static string? Find(JsonElement value, Shape shape)
    {
        var check = new ShapeCheck();
        check.Visit(value, shape, "", "");
        if (check._malformed is not null || check._constraints.Count == 0)
            return check._malformed;

        var count = check._constraints.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} validation error{(count == 1 ? "" : "s")} detected: {string.Join("; ", check._constraints)}");
    }

    // Constraints name "messages.1.member.role", counted from one; malformed content "messages.0", counted from zero.
    private void Visit(JsonElement value, Shape shape, string path, string place)
    {
        switch (shape)
        {
            case Shape.Text text when Is(value, place, "string", JsonValueKind.String):
                Length(value.GetString()!, text, path);
                break;
            case Shape.Choice choice when Is(value, place, "string", JsonValueKind.String):
                if (!choice.Values.Contains(value.GetString()))
                    Unmet(path, value.GetString(), $"Member must satisfy enum value set: [{string.Join(", ", choice.Values)}]");

                break;
            case Shape.Boolean:
                Is(value, place, "boolean", JsonValueKind.True, JsonValueKind.False);
                break;
            case Shape.Number number when Is(value, place, "number", JsonValueKind.Number):
                Range(value, number, path, place);
                break;
            case Shape.Sequence list when Is(value, place, "list", JsonValueKind.Array):
                Items(value, list, path, place);
                break;
            case Shape.Structure structure when Is(value, place, "structure", JsonValueKind.Object):
                Members(value, structure, path, place);
                break;
            case Shape.Union union when Is(value, place, "structure", JsonValueKind.Object):
                Only(value, union, path, place);
                break;
        }
    }

    private void Members(JsonElement value, Shape.Structure structure, string path, string place)
    {
        foreach (var name in structure.Required.Where(name => value.Member(name) is null))
            Unmet(Join(path, name), null, "Member must not be null");

        foreach (var (name, member) in structure.Members)
        {
            if (value.Member(name) is { } held)
                Visit(held, member, Join(path, name), Join(place, name));
        }
    }

    private void Only(JsonElement value, Shape.Union union, string path, string place)
    {
        var set = value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).ToList();
        if (set.Count != 1 || !union.Members.TryGetValue(set[0].Name, out var shape))
        {
            _malformed ??= $"The {union.Name} object at {place} must set one of the following keys: {string.Join(", ", union.Members.Keys)}.";
            return;
        }

        Visit(set[0].Value, shape, Join(path, set[0].Name), Join(place, set[0].Name));
    }

    private void Items(JsonElement value, Shape.Sequence list, string path, string place)
    {
        if (value.GetArrayLength() < list.Min)
            Unmet(path, value.GetRawText(), $"Member must have length greater than or equal to {list.Min}");

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Visit(item, list.Item(), $"{path}.{index + 1}.member", $"{place}.{index}");
            index++;
        }
    }

    private void Length(string value, Shape.Text text, string path)
    {
        if (value.Length < text.Min)
            Unmet(path, value, $"Member must have length greater than or equal to {text.Min}");

        if (value.Length > text.Max)
            Unmet(path, value, $"Member must have length less than or equal to {text.Max}");

        if (text.Pattern is { } pattern && !pattern.IsMatch(value))
            Unmet(path, value, $"Member must satisfy regular expression pattern: {pattern.ToString()[5..^3]}");
    }

    private void Range(JsonElement value, Shape.Number number, string path, string place)
    {
        var held = value.GetDouble();
        if (number.Whole && !double.IsInteger(held))
            _malformed ??= $"The value at {place} must be an integer.";

        if (held < number.Min)
            Unmet(path, value.GetRawText(), $"Member must have value greater than or equal to {number.Min}");

        if (held > number.Max)
            Unmet(path, value.GetRawText(), $"Member must have value less than or equal to {number.Max}");
    }

    private bool Is(JsonElement value, string place, string type, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (kinds.Contains(value.ValueKind))
            return true;

        _malformed ??= $"The value at {(place.Length == 0 ? "the request body" : place)} must be a {type}.";
        return false;
    }

    private void Unmet(string path, string? value, string constraint) =>
        _constraints.Add($"Value {(value is null ? "null" : $"'{value}'")} at '{path}' failed to satisfy constraint: {constraint}");

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
