// Prints what a parser finds in calendar files, as JSON: a list of events for each file.
// Usage: ROSTER_NODE_MODULES=FOLDER node parse_calendars.mjs (ical.js|node-ical) FILE...

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const installed = createRequire(join(process.env.ROSTER_NODE_MODULES, "package.json"));

function withIcalJs(path) {
  const ICAL = installed("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const when = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      location: event.location ?? "",
      description: event.description,
      start: when(event.startDate),
      end: when(event.endDate),
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      alarms: component.getAllSubcomponents("valarm").length,
    };
  });
}

function withNodeIcal(path) {
  // A day without a time comes as midnight on the clock of the machine.
  const day = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
  const when = (date) => (date.dateOnly ? day(date) : date.toISOString());
  return Object.values(installed("node-ical").sync.parseFile(path))
    .filter((component) => component.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      summary: event.summary,
      location: event.location ?? "",
      description: event.description,
      start: when(event.start),
      end: when(event.end),
      sequence: event.sequence,
      status: event.status,
      alarms: event.alarms?.length ?? 0,
    }));
}

const [parser, ...paths] = process.argv.slice(2);
const read = { "ical.js": withIcalJs, "node-ical": withNodeIcal }[parser];
console.log(JSON.stringify(paths.map(read)));
