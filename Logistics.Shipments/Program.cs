using Logistics.Shipments;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddShipments();

var app = builder.Build();
app.MapShipments();
await app.RunAsync();
