using AgentStack.Agent.Conversations;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Whether the store of conversations answers: it is asked for a session that nobody has.</summary>
internal sealed class ConversationsCheck(Lazy<IConversationStore> store, StoreKind kind) : IDoctorCheck
{
    public string Name => "conversations";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Other;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.Value.LoadAsync(new SessionId("doctor-asks-for-a-session-that-nobody-has"), cancellationToken);
            return Finding.Good(kind == StoreKind.Memory ? "kept in this process; they end with it" : $"{kind} answers");
        }
        catch (ConversationStoreException e)
        {
            return Finding.Bad($"{kind} does not answer", e.Message, null);
        }
    }
}
