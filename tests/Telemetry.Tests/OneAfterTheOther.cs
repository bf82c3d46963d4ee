// Samplers listen to sources by name: in one process, a host that samples makes another's spans sampled too.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
