using System.Text.RegularExpressions;

namespace AgentStack.Schemas;

/// <summary>
/// Patterns of one check. JSON Schema's are ECMAScript's: one that .NET cannot read, that takes long, or that meets a text
/// in which the two count characters differently, says nothing.
/// </summary>
internal sealed class PatternCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private bool _isSpent;

    /// <summary>How often it was not found out.</summary>
    public int Unknown { get; private set; }

    /// <summary>Null: it cannot be found out.</summary>
    public bool? Takes(string pattern, string text)
    {
        var takes = Try(pattern, text);
        Unknown += takes is null ? 1 : 0;
        return takes;
    }

    private bool? Try(string pattern, string text)
    {
        if (_isSpent || text.Any(char.IsSurrogate))
            return null;

        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, Longest);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (RegexMatchTimeoutException)
        {
            // One that is so slow is slow on the next text too.
            _isSpent = true;
            return null;
        }
    }
}
