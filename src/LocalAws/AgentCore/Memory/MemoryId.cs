using System.Text.RegularExpressions;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The id of a memory: a name, a dash and ten letters or digits.</summary>
internal static partial class MemoryId
{
    public const string Example = "my_memory-AbCdEf1234";

    public static bool IsValid(string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9]{10}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
