using AgentStack.Agent.Doctor;

namespace AgentStack.Agent.Tests.Doctor;

/// <summary>A check that does what a test tells it to.</summary>
internal sealed class MadeCheck(string name, Func<CancellationToken, Task<Finding>> run) : IDoctorCheck
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Other;

    public Task Begun => _begun.Task;

    public static MadeCheck Good(string name) => new(name, _ => Task.FromResult(Finding.Good("well")));

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        return run(cancellationToken);
    }
}
