using System.Text.RegularExpressions;

namespace AgentStack.Schemas;

/// <summary>
/// Patterns of one check. JSON Schema's are ECMAScript's: one that .NET cannot read, that takes long, or that meets a text
/// in which the two count characters differently, takes everything.
/// </summary>
internal sealed class PatternCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private bool _isSpent;

    public bool Takes(string pattern, string text)
    {
        if (_isSpent || text.Any(char.IsSurrogate))
            return true;

        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, Longest);
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            // One that is so slow is slow on the next text too.
            _isSpent = true;
            return true;
        }
    }
}
