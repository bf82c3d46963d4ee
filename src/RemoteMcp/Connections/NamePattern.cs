namespace AgentStack.RemoteMcp.Connections;

/// <summary>A name with <c>*</c> for any text, as settings write it.</summary>
internal static class NamePattern
{
    // The usual two-pointer walk: no pattern makes it slow.
    public static bool IsMatch(string pattern, string name, StringComparison comparison)
    {
        var (p, n, star, mark) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, n);
            }
            else if (p < pattern.Length && pattern.AsSpan(p, 1).Equals(name.AsSpan(n, 1), comparison))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
