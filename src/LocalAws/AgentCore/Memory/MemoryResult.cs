using System.Diagnostics.CodeAnalysis;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>What was asked for, or why not.</summary>
internal readonly record struct MemoryResult<T>(T? Value, MemoryRefusal? Refusal)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGood => Refusal is null;

    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the other way.")]
    public static implicit operator MemoryResult<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the other way.")]
    public static implicit operator MemoryResult<T>(MemoryRefusal refusal) => new(null, refusal);
}
