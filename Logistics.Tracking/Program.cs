using Logistics.Tracking;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTracking();

var app = builder.Build();
app.MapTracking();
await app.RunAsync();
