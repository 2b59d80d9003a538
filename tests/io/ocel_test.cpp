// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand. The data base is made by SQLite itself.
#include "io/ocel.hpp"

#include "support/catch.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/event_log.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace ocel_test {

namespace {

log_read read_log(const std::string& bytes, const case_choice& cases) {
  log_options options;
  options.cases = cases;
  options.in_memory = [&](const std::string&) { return std::optional(bytes); };
  return read_event_log("log", options);
}

std::string refusal(const std::string& bytes, const case_choice& cases) {
  try {
    static_cast<void>(read_log(bytes, cases));
  } catch (const input_error& e) {
    return e.what();
  }
  return "read";
}

std::size_t times(const log_read& read, std::string_view rule) {
  const auto f = std::ranges::find(read.findings, rule, &finding::rule);
  return f == read.findings.end() ? 0 : f->stands_for;
}

/// Two orders; the second event concerns both, the third names an item and a performer twice.
const std::string json = R"({
 "objectTypes": [{"name": "order", "attributes": [{"name": "price", "type": "float"}]},
                 {"name": "item", "attributes": []}, {"name": "employee", "attributes": []}],
 "eventTypes": [{"name": "place", "attributes": [{"name": "resource", "type": "string"}]}],
 "events": [
  {"id": "e1", "type": "place", "time": "2024-03-01T10:00:00Z",
   "attributes": [{"name": "resource", "value": "Web"}, {"name": "weight", "value": 1.5}],
   "relationships": [{"objectId": "o1", "qualifier": "order"}, {"objectId": "i1", "qualifier": "x"}]},
  {"id": "e2", "type": "pack", "time": "2024-03-01T11:00:00Z",
   "relationships": [{"objectId": "o1", "qualifier": "order"}, {"objectId": "o2", "qualifier": "order"},
                     {"objectId": "i2", "qualifier": "x"}, {"objectId": "Ann", "qualifier": "packer"},
                     {"objectId": "Ann", "qualifier": "packer"}, {"objectId": "nobody", "qualifier": ""}]},
  {"id": "e3", "type": "ship", "time": "2024-03-01T12:00:00Z",
   "relationships": [{"objectId": "o1", "qualifier": "order"}, {"objectId": "i1", "qualifier": "x"},
                     {"objectId": "Bob", "qualifier": "driver"}, {"objectId": "Ann", "qualifier": "packer"}]},
  {"id": "e4", "type": "clean", "time": "2024-03-01T13:00:00Z"}],
 "objects": [
  {"id": "o1", "type": "order", "attributes": [{"name": "price", "time": "1970-01-01T00:00:00Z", "value": 3}]},
  {"id": "o2", "type": "order"}, {"id": "i1", "type": "item"}, {"id": "i2", "type": "item"},
  {"id": "Ann", "type": "employee", "relationships": [{"objectId": "Bob", "qualifier": "boss"}]},
  {"id": "Bob", "type": "employee"}]
})";

const std::string xml = R"(<?xml version="1.0"?>
<log><object-types><object-type name="order"/></object-types><event-types/>
<objects><object id="o1" type="order"/><object id="o2" type="order"/><object id="i1" type="item"/>
<object id="i2" type="item"/><object id="Ann" type="employee"><objects>
<relationship object-id="Bob" qualifier="boss"/></objects></object><object id="Bob" type="employee"/></objects>
<events>
<event id="e1" type="place" time="2024-03-01T10:00:00+00:00"><attributes><attribute name="resource">We&#98;</attribute>
<attribute name="weight">1.5</attribute></attributes><objects><relationship object-id="o1" qualifier="order"/>
<relationship object-id="i1" qualifier="x"/></objects></event>
<event id="e2" type="pack" time="2024-03-01T11:00:00+00:00"><objects><relationship object-id="o1" qualifier="order"/>
<relationship object-id="o2" qualifier="order"/><relationship object-id="i2" qualifier="x"/>
<relationship object-id="Ann" qualifier="packer"/><relationship object-id="Ann" qualifier="packer"/>
<relationship object-id="nobody" qualifier=""/></objects></event>
<event id="e3" type="ship" time="2024-03-01T12:00:00+00:00"><objects><relationship object-id="o1" qualifier="order"/>
<relationship object-id="i1" qualifier="x"/><relationship object-id="Bob" qualifier="driver"/>
<relationship object-id="Ann" qualifier="packer"/></objects></event>
<event id="e4" type="clean" time="2024-03-01T13:00:00+00:00"/>
</events></log>
)";

/// The bytes of a data base.
std::string data_base(const std::vector<std::string>& statements) {
  sqlite3* base = nullptr;
  REQUIRE(sqlite3_open(":memory:", &base) == SQLITE_OK);
  for (const std::string& statement : statements) {
    INFO(statement);
    REQUIRE(sqlite3_exec(base, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(base, "main", &size, 0);
  std::string made(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(base);
  return made;
}

/// As pm4py 2.7 writes them: without keys, REAL identifiers in a table without rows.
std::vector<std::string> tables() {
  return {
      "CREATE TABLE event (ocel_id TEXT, ocel_type TEXT)",
      "CREATE TABLE object (ocel_id TEXT, ocel_type TEXT)",
      "CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT)",
      "CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT)",
      "CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)",
      "CREATE TABLE event_Place (ocel_id TEXT, ocel_time TEXT, \"ocel:activity\" TEXT, resource "
      "TEXT)",
      "CREATE TABLE event_Pack (ocel_id TEXT, ocel_time TEXT)",
      "CREATE TABLE event_Ship (ocel_id TEXT, ocel_time TEXT)",
      "CREATE TABLE object_Order (ocel_id REAL, ocel_time TEXT, ocel_changed_field TEXT)",
      "INSERT INTO event VALUES ('e3','ship'),('e1','place'),('e2','pack'),('e4','clean')",
      "INSERT INTO object VALUES ('o1','order'),('o2','order'),('i1','item'),('i2','item'),"
      "('Ann','employee'),('Bob','employee')",
      "INSERT INTO event_map_type VALUES ('place','Place'),('pack','Pack'),('ship','Ship')",
      "INSERT INTO event_Place VALUES ('e1','2024-03-01 10:00:00+00:00','place','Web')",
      "INSERT INTO event_Pack VALUES ('e2','2024-03-01 11:00:00')",
      "INSERT INTO event_Ship VALUES ('e3','2024-03-01 12:00:00+00:00')",
      "INSERT INTO event_object VALUES ('e1','o1','order'),('e1','i1','x'),('e2','o1','order'),"
      "('e2','o2','order'),('e2','i2','x'),('e2','Ann','packer'),('e2','Ann','packer'),"
      "('e2','nobody',''),('e3','o1','order'),('e3','i1','x'),('e3','Bob','driver'),"
      "('e3','Ann','packer')"};
}

const case_choice orders{"order", "employee", "packer"};

}  // namespace

TEST_CASE("An event is in each case that it concerns, and the copies are told", "[io][ocel]") {
  const log_read read = read_log(json, orders);
  CHECK(read.format == log_format::ocel_json);
  REQUIRE(read.log.case_count() == 2);
  CHECK(read.log.cases[0] == "o1");
  CHECK(read.log.size() == 4);
  CHECK(read.log.activities.text(0) == "place");
  CHECK(read.log.activities.text(3) == "pack");
  CHECK(read.log.resources.text(0) == "Web");  // the attribute, where no object performs
  CHECK(read.log.resources.text(1) == "Ann");
  CHECK(read.log.resources.text(2) == "Ann");  // the packer, not the driver
  CHECK(read.log.times[0] == parse_instant("2024-03-01T10:00:00Z")->at);
  REQUIRE(read.flattening);
  CHECK(read.flattening->events == 4);
  CHECK(read.flattening->without == 1);
  CHECK(read.flattening->convergence == 1);
  CHECK(read.flattening->divergence == 1);  // items 1, 2, 1 in the first order
  CHECK(times(read, "repeated-relation") == 1);
  CHECK(times(read, "unknown-object") == 1);
  CHECK(times(read, "several-performers") == 0);
  CHECK(times(read_log(json, {"order", "employee", ""}), "several-performers") == 1);
  const log_read items = read_log(json, {"item", "", ""});
  CHECK(items.log.case_count() == 2);
  CHECK(items.flattening->convergence == 0);
  CHECK(items.log.resources[1] == no_entry);
}

TEST_CASE("XML and SQLite of one object-centric log are the log that its JSON is", "[io][ocel]") {
  const log_read read = read_log(json, orders);
  const log_read from_xml = read_log(xml, orders);
  CHECK(from_xml.format == log_format::ocel_xml);
  CHECK(from_xml.log == read.log);
  CHECK(times(from_xml, "unknown-object") == 1);
  // What another element among the events says is no event's, before the first or behind one.
  const std::string other =
      "<note><attributes><attribute name=\"resource\">Nobody</attribute></attributes>"
      "<objects><relationship object-id=\"o1\" qualifier=\"order\"/></objects></note>";
  std::string noted = xml;
  noted.insert(noted.find("<events>") + 8, other);
  noted.insert(noted.find("</event>") + 8, other);
  CHECK(read_log(noted, orders).log == read.log);
  const log_read from_base = read_log(data_base(tables()), orders);
  CHECK(from_base.format == log_format::ocel_sqlite);
  CHECK(from_base.log == read.log);
  CHECK(times(from_base, "unknown-type") == 1);  // "clean" is in no map
  CHECK(from_base.flattening->divergence == 1);
}

TEST_CASE("An object-centric log needs the type of its cases", "[io][ocel]") {
  CHECK_THAT(refusal(json, {}), contains("order, item, employee"));
  CHECK_THAT(refusal(json, {"ordr", "", ""}), contains("there is no \"ordr\""));
  CHECK_THAT(refusal(json, {"order", "staff", ""}), contains("--resource-type"));
  CHECK_THAT(refusal(R"({"events": [{"id": "e", "type": "t", "time": "2024-03-01"}],
                         "objects": [{"id": "o", "type": "order"}]})",
                     {"order", "", ""}),
             contains("no event of log concerns"));
}

TEST_CASE("What is no object-centric log is refused", "[io][ocel]") {
  CHECK_THAT(refusal(R"({"a": 1})", orders), contains("lacks the lists"));
  CHECK_THAT(refusal(json.substr(0, 400), orders), contains("no valid JSON at byte"));
  CHECK_THAT(refusal("{\"events\":" + std::string(100, '['), orders), contains("64 deep"));
  CHECK_THAT(refusal(xml.substr(0, 400), orders), contains("cannot be read as OCEL"));
  CHECK_THAT(refusal(R"({"events": [], "objects": []})", orders), contains("has no events"));
  const std::string base = data_base(tables());
  CHECK_THAT(refusal(base.substr(0, 100), orders), contains("cannot be read as a data base"));
  CHECK_THAT(refusal(data_base({"CREATE TABLE event (a TEXT)"}), orders),
             contains("column \"ocel_id\" of the table \"event\""));
  CHECK_THAT(refusal(data_base({"CREATE TABLE x (a TEXT)"}), orders),
             contains("the table \"event\""));
  // A view is no table: it could be made to run for ever.
  auto views = tables();
  views.front() = "CREATE VIEW event AS SELECT 'e' AS ocel_id, 'place' AS ocel_type";
  views.erase(views.begin() + 9);
  CHECK_THAT(refusal(data_base(views), orders), contains("the table \"event\""));
}

TEST_CASE("Names of tables are quoted, and identifiers may be numbers", "[io][ocel]") {
  const log_read read = read_log(
      data_base(
          {"CREATE TABLE event (ocel_id REAL, ocel_type TEXT)",
           "CREATE TABLE object (ocel_id REAL, ocel_type TEXT)",
           "CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT)",
           "CREATE TABLE event_object (ocel_event_id REAL, ocel_object_id REAL, "
           "ocel_qualifier TEXT)",
           "CREATE TABLE \"event_a\"\"; DROP TABLE event; --\" (ocel_id REAL, ocel_time TEXT)",
           "INSERT INTO event VALUES (1, 'a')", "INSERT INTO object VALUES (2, 'order')",
           "INSERT INTO event_map_type VALUES ('a', 'a\"; DROP TABLE event; --')",
           "INSERT INTO \"event_a\"\"; DROP TABLE event; --\" VALUES (1, '2024-03-01')",
           "INSERT INTO event_object VALUES (1, 2, NULL)"}),
      {"order", "", ""});
  CHECK(read.log.cases[0] == "2.0");
  CHECK(read.log.times[0] == parse_instant("2024-03-01")->at);
}

}  // namespace ocel_test
