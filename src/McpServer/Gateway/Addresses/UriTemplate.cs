using System.Text;
using System.Text.RegularExpressions;

namespace AgentStack.McpServer.Gateway.Addresses;

/// <summary>
/// Tells which addresses a template stands for (RFC 6570, all operators), in time that grows with the address alone. A
/// template that cannot be read stands for none.
/// </summary>
internal sealed partial class UriTemplate
{
    private const int LongestTemplate = 1_024;
    private const int LongestUri = 8_192;

    private readonly Regex? _pattern;

    public UriTemplate(string template)
    {
        _pattern = Compile(template);
        Literal = template[..(template.IndexOf('{', StringComparison.Ordinal) is >= 0 and var end ? end : template.Length)];
    }

    /// <summary>What all its addresses begin with: the longer it is, the fewer they are.</summary>
    public string Literal { get; }

    /// <summary>Whether its addresses have one scheme, which the template says: one without could stand for anybody's.</summary>
    public bool HasScheme => Scheme().IsMatch(Literal);

    public bool Covers(string uri) => uri.Length <= LongestUri && _pattern?.IsMatch(uri) == true;

    private static Regex? Compile(string template)
    {
        if (template.Length > LongestTemplate)
            return null;

        try
        {
            return new Regex(Translate(template), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Too large for a matcher that does not backtrack.
            return null;
        }
    }

    private static string Translate(string template)
    {
        var pattern = new StringBuilder(@"\A");
        var end = 0;
        foreach (Match expression in Expressions().Matches(template))
        {
            pattern.Append(Regex.Escape(template[end..expression.Index]));
            pattern.Append(Translate(expression.Groups["operator"].Value, expression.Groups["names"].Value.Count(c => c == ',') + 1));
            end = expression.Index + expression.Length;
        }

        return pattern.Append(Regex.Escape(template[end..])).Append(@"\z").ToString();
    }

    // A value that is not there leaves nothing; one that explodes repeats what stands before it.
    private static string Translate(string @operator, int variables) => @operator switch
    {
        "+" => ".*",
        "#" => "(?:#.*)?",
        "." => @"(?:\.[^/?#]*)?",
        "/" => "(?:/[^?#]*)?",
        ";" => "(?:;[^/?#]*)?",
        "?" => @"(?:\?[^#]*)?",
        "&" => "(?:&[^#]*)?",
        _ => variables == 1 ? "[^/?#&]*" : "[^/?#]*",
    };

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\{(?<operator>[+#./;?&]?)(?<names>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expressions();
}
