using System.Text.RegularExpressions;
using AgentStack.Agent.Invocations;

namespace AgentStack.Agent.Tools.Policy;

/// <summary>Rules for some callers only: those of whom a header, or a claim of their token, has a value that matches.</summary>
/// <param name="Header">A header that the platform passes on; null when it is a claim.</param>
/// <param name="Claim">A claim of the token in <c>Authorization</c>, which the platform has verified.</param>
internal sealed record CallerRules(string Name, string? Header, string? Claim, Regex Value, ToolRules Rules)
{
    public bool IsFor(Caller caller) => Values(caller).Any(Value.IsMatch);

    private IEnumerable<string> Values(Caller caller) =>
        Header is not null
            ? caller.Headers.TryGetValue(Header, out var value) ? [value] : []
            : CallerClaims.Read(caller, Claim!);
}
