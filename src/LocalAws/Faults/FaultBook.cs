namespace AgentStack.LocalAws.Faults;

/// <summary>The faults that are still to strike, in the order in which they were set.</summary>
public sealed class FaultBook
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    /// <summary>What is left, with the counts that are left.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count, 1, nameof(fault));
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>The fault that strikes this call, if one does.</summary>
    internal Fault? Take(string operation)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(fault => fault.Operation == operation);
            if (at < 0)
                return null;

            var fault = _faults[at];
            if (fault.Count > 1)
                _faults[at] = fault with { Count = fault.Count - 1 };
            else
                _faults.RemoveAt(at);

            return fault;
        }
    }
}
