// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand. The published logs are in event_log_values_test.cpp.
#include <pangkas/io/event_log.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/read_file.hpp>

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace event_log_test {

namespace {

log_read read_log(const std::string& bytes, log_options options = {}) {
  options.in_memory = [&](const std::string&) { return std::optional(bytes); };
  return read_event_log("log", options);
}

log_read read_log(const std::string& bytes, const std::string& mapping) {
  log_options options;
  options.mapping = read_log_mapping(mapping, "mapping");
  return read_log(bytes, options);
}

std::string refusal(const std::string& bytes, const log_options& options = {}) {
  try {
    static_cast<void>(read_log(bytes, options));
  } catch (const input_error& e) {
    return e.what();
  }
  return "read";
}

const finding* found(const log_read& read, std::string_view rule) {
  const auto f = std::ranges::find(read.findings, rule, &finding::rule);
  return f == read.findings.end() ? nullptr : &*f;
}

std::size_t times(const log_read& read, std::string_view rule) {
  const finding* f = found(read, rule);
  return f == nullptr ? 0 : f->stands_for;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string event(const std::string& inside) { return "<event>" + inside + "</event>\n"; }
std::string text(const std::string& key, const std::string& value) {
  return "<string key=\"" + key + "\" value=\"" + value + "\"/>";
}
std::string time(const std::string& value) {
  return "<date key=\"time:timestamp\" value=\"" + value + "\"/>";
}
std::string trace(const std::string& name, const std::string& inside) {
  return "<trace>" + (name.empty() ? "" : text("concept:name", name)) + inside + "</trace>\n";
}
std::string xes(const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1.0\">\n" + inside +
         "</log>\n";
}

const std::string one_event = event(text("concept:name", "sign") + text("org:resource", "Ann") +
                                    time("2024-03-01T10:00:00.000+07:00"));

}  // namespace

TEST_CASE("XES is read with what globals, lists and inner attributes say left alone",
          "[io][event-log]") {
  const std::string log = xes(
      "<global scope=\"event\">" + text("org:resource", "UNKNOWN") + time("1970-01-01T00:00:00Z") +
      "</global>\n" +
      "<int key=\"meta\" value=\"2\"><int key=\"concept:name\" value=\"9\"/></int>\n" +
      trace("7",
            text("concept:name", "again") +
                event("<string key=\"concept:name\" value=\" sign \"><string key=\"org:resource\" "
                      "value=\"inner\"/></string>" +
                      time("2024-03-01T10:00:00.000+07:00")) +
                event("<list key=\"concept:name\"><values>" + text("org:role", "listed") +
                      "</values></list>" + text("concept:name", "file &amp; go") +
                      text("org:role", "clerk"))));
  const log_read read = read_log(log);
  CHECK(read.format == log_format::xes);
  CHECK(read.log.case_count() == 1);
  CHECK(read.log.cases[0] == "7");
  CHECK(read.log.size() == 2);
  CHECK(read.log.activities.text(0) == "sign");
  CHECK(read.log.activities.text(1) == "file & go");
  CHECK(read.log.resources.empty());
  CHECK(read.log.roles.text(1) == "clerk");
  CHECK(read.log.times[0] == parse_instant("2024-03-01T03:00:00Z")->at);
  CHECK(read.log.offsets[0] == 420);
  CHECK(read.log.times[1] == no_instant);
  CHECK(times(read, "no-time") == 1);
  CHECK(times(read, "nested-attribute") == 2);
  CHECK(times(read, "no-performer") == 2);
}

TEST_CASE("Every stamp of an event is one, whatever its form, and no date of a case is",
          "[io][event-log]") {
  // Seconds, thousandths and millionths of them, with Z and with an offset; no lifecycle anywhere.
  std::string events;
  for (const char* stamp :
       {"2024-03-01T10:00:00Z", "2024-03-01T10:00:00.5Z", "2024-03-01T10:00:01.000Z",
        "2024-03-01T10:00:02.000001Z", "2024-03-01T17:00:03+07:00", "2024-03-01T10:01Z"})
    events += event(text("concept:name", "sign") + text("org:resource", "Ann") + time(stamp));
  const log_read read =
      read_log(xes(trace("a",
                         "<date key=\"time:timestamp\" value=\"2020-01-01T00:00:00Z\"/>"
                         "<date key=\"due\" value=\"2025-01-01T00:00:00Z\"/>" +
                             events)));
  REQUIRE(read.log.size() == 6);
  CHECK(std::ranges::count(read.log.times, no_instant) == 0);
  CHECK(std::ranges::is_sorted(read.log.times));
  CHECK(read.log.times[0] == parse_instant("2024-03-01T10:00:00Z")->at);
  CHECK(read.log.times[4] - read.log.times[0] == 3 * std::int64_t{1'000'000});
  CHECK(times(read, "bad-time") == 0);
}

TEST_CASE("What is wrong with cases of XES is a finding with its line", "[io][event-log]") {
  const log_read read =
      read_log(xes(trace("", one_event) + trace("a", one_event) + trace("a", one_event) +
                   trace("b", "") + one_event + trace("c", event(time("yesterday")))));
  CHECK(read.log.case_count() == 3);
  CHECK(read.log.cases[0] == "case 1");
  CHECK(read.log.size() == 4);
  CHECK(times(read, "nameless-case") == 1);
  CHECK(times(read, "repeated-case") == 1);
  CHECK(times(read, "empty-case") == 1);
  CHECK(times(read, "outside-case") == 1);
  CHECK(times(read, "no-activity") == 1);
  REQUIRE(found(read, "bad-time") != nullptr);
  CHECK(found(read, "bad-time")->row == 11);
  CHECK_THAT(found(read, "bad-time")->detail, contains("yesterday"));
  CHECK(times(read, "equal-times") == 1);
}

TEST_CASE("XES with a byte order mark, namespaces or packed is the same log", "[io][event-log]") {
  const std::string plain = xes(trace("a", one_event));
  const event_log log = read_log(plain).log;
  CHECK(read_log("\xEF\xBB\xBF" + plain).log == log);
  std::string spaced = plain;
  spaced.replace(spaced.find("<log"), 4, "<log xmlns=\"http://www.xes-standard.org/\"");
  CHECK(read_log(spaced).log == log);
  CHECK(read_log(gzip(plain)).log == log);
  // Two members, as joined files have them.
  CHECK(read_log(gzip(plain.substr(0, 50)) + gzip(plain.substr(50))).log == log);
  CHECK(read_log(gzip(plain) + std::string(512, '\0')).log == log);
  // Two bytes a letter, either one first, with its mark or without.
  std::string wide = plain;
  wide.replace(wide.find("UTF-8"), 5, "UTF-16");
  std::string low;
  std::string high;
  for (const char c : wide) {
    low += {c, '\0'};
    high += {'\0', c};
  }
  CHECK(read_log("\xFF\xFE" + low).log == log);
  CHECK(read_log("\xFE\xFF" + high).log == log);
  CHECK(read_log(low).log == log);
}

TEST_CASE("A table in Windows-1252 says so, unless somebody has said it", "[io][event-log]") {
  const std::string table = "case,activity,time\n1,d\xE9p\xF4t,2024-03-01\n";
  const log_read read = read_log(table);
  CHECK(read.log.activities.text(0) == "d\xC3\xA9p\xC3\xB4t");
  REQUIRE(found(read, "encoding") != nullptr);
  CHECK(found(read, "encoding")->action == "read as Windows-1252");
  const log_read said = read_log(table, "[reading]\nencoding = \"windows-1252\"\n");
  CHECK(said.log == read.log);
  CHECK(found(said, "encoding") == nullptr);
  CHECK(found(read_log("case,activity,time\n1,d\xC3\xA9p\xC3\xB4t,2024-03-01\n"), "encoding") ==
        nullptr);
}

TEST_CASE("A mapping says in which order a day is written, and what stands between cells",
          "[io][event-log]") {
  const auto day = [](const std::string& reading, const std::string& table) {
    return read_log(table, "[reading]\n" + reading + "\n").log.times.at(0);
  };
  const micros second = parse_instant("2024-02-01")->at;
  const micros january = parse_instant("2024-01-02")->at;
  CHECK(day("days = \"day-first\"", "case,activity,time\n1,a,1/2/2024\n") == second);
  CHECK(day("days = \"month-first\"", "case,activity,time\n1,a,1/2/2024\n") == january);
  CHECK(day("days = \"iso\"", "case,activity,time\n1,a,1/2/2024\n") == no_instant);
  CHECK(day("days = \"iso\"", "case,activity,time\n1,a,2024-02-01\n") == second);
  CHECK(day("delimiter = \"tab\"", "case\tactivity\ttime\n1\ta,b;c\t2024-02-01\n") == second);
  CHECK(day("delimiter = \"~\"", "case~activity~time\n1~a~2024-02-01\n") == second);
}

TEST_CASE("Damaged XES is refused with its line", "[io][event-log]") {
  const std::string whole = xes(trace("a", one_event));
  CHECK_THAT(refusal(whole.substr(0, whole.size() - 20)), contains("in line 3"));
  CHECK_THAT(refusal(gzip(whole).substr(0, 60)), contains("ends in the middle"));
  std::string wrong = gzip(whole);
  wrong[30] = static_cast<char>(~wrong[30]);
  CHECK_THAT(refusal(wrong), contains("copy or fetch it again"));
  CHECK_THAT(refusal("<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY a \"b\">]><log>&a;</log>"),
             contains("declares a document type"));
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "<string key=\"a\" value=\"b\">";
  CHECK_THAT(refusal(xes("<trace><event>" + deep)), contains("more than 64 deep"));
  CHECK_THAT(refusal(xes("<trace><event><string key=\"a\" value=\"" + std::string(3'000'000, 'a'))),
             contains("a tag of more than a megabyte"));
  CHECK_THAT(refusal("<html></html>"), contains("its root is <html>"));
  CHECK_THAT(refusal(xes("")), contains("has no events"));
  CHECK_THAT(refusal(""), contains("is empty"));
  CHECK_THAT(refusal(" \n"), contains("is empty"));
}

TEST_CASE("A packed file that grows beyond sense is refused", "[io][event-log]") {
  const std::string bomb = gzip(std::string(std::size_t{66} * 1024 * 1024, ' '));
  CHECK_THAT(refusal(bomb), contains("is empty"));  // its first piece says nothing
  log_options options;
  options.format = log_format::table;
  CHECK_THAT(refusal(bomb, options), contains("grows more than 200 times"));
}

TEST_CASE("A start in XES begins the step that ends it", "[io][event-log]") {
  const auto step = [](const char* transition, const char* when) {
    return event(text("concept:name", "sign") + text("lifecycle:transition", transition) +
                 text("concept:instance", "i") + time(when));
  };
  const log_read read = read_log(xes(trace(
      "a", step("schedule", "2024-03-01T09:00:00Z") + step("start", "2024-03-01T10:00:00Z") +
               step("complete", "2024-03-01T11:00:00Z") + step("start", "2024-03-01T12:00:00Z"))));
  REQUIRE(read.log.size() == 1);
  CHECK(read.log.times[0] - read.log.starts[0] == micros_an_hour);
  CHECK(times(read, "no-step") == 1);
  CHECK(times(read, "open-start") == 1);
}

TEST_CASE("A table of events is read by its usual headings", "[io][event-log]") {
  const log_read read = read_log(
      "Case ID;Activity;Complete Timestamp;Start Timestamp;Resource;Role;Unit;Matter\n"
      "2;sign;2024-03-01 10:00:00+07:00;2024-03-01 09:00:00+07:00;Ann;head;A;leave\n"
      "1;draft;2024-03-01T10:00;;Bob;;;\n"
      "\n"
      "2;file;2024-03-01T11:00:00Z;;;clerk;A;\n");
  CHECK(read.format == log_format::table);
  CHECK(read.log.case_count() == 2);
  CHECK(read.log.activities.text(1) == "file");
  CHECK(read.log.starts[0] == read.log.times[0] - micros_an_hour);
  CHECK(read.log.starts[2] == no_instant);
  CHECK(read.log.resources.text(0) == "Ann");
  CHECK(read.log.roles.text(1) == "clerk");
  CHECK(read.log.groups.text(1) == "A");
  CHECK(read.log.matters.text(0) == "leave");
  CHECK(read.log.matters[1] == no_entry);
  CHECK(times(read, "no-offset") == 1);
  CHECK(read.columns[2] == column_account{"Complete Timestamp", "time"});
  // Indonesian ones.
  const log_read ours = read_log(
      "Nomor Kasus,Kegiatan,Waktu,Pelaku,Peran,Unit Kerja\n"
      "1,paraf,2024-03-01 10:00:00,Ani,kasubbag,Biro Umum\n");
  CHECK(ours.log.resources.text(0) == "Ani");
  CHECK(ours.log.groups.text(0) == "Biro Umum");
}

TEST_CASE("What is wrong with rows is a finding with the first of them", "[io][event-log]") {
  const log_read read = read_log(
      "case,activity,timestamp,resource,org:resource\n"
      "1,a,2024-03-01T10:00:00Z,x,UNKNOWN\n"
      " ,b,2024-03-01T10:00:00Z,x,Ann\n"
      "1,,01/02/2024,x,Ann\n"
      "1,c,2024-03-01T00:00:00Z,x\n"
      "1,d,,x,Ann\n"
      ",e,2024-03-01T10:00:00Z,x,Ann\n");
  CHECK(read.log.size() == 4);
  CHECK(times(read, "no-case") == 2);
  CHECK(found(read, "no-case")->row == 3);
  CHECK(times(read, "no-activity") == 1);
  CHECK(times(read, "bad-time") == 1);
  CHECK_THAT(found(read, "bad-time")->detail, contains("01/02/2024"));
  CHECK(times(read, "ragged-row") == 1);
  CHECK(times(read, "no-time") == 1);
  CHECK(times(read, "no-performer") == 1);
  CHECK(times(read, "second-heading") == 1);
  CHECK(times(read, "backward-time") == 1);
  CHECK(times(read, "whole-days") == 1);
  REQUIRE(found(read, "looks-like-nobody") != nullptr);
  CHECK_THAT(found(read, "looks-like-nobody")->detail, contains("resource \"UNKNOWN\" in 1 event"));
  CHECK_THAT(refusal("case,activity,when\n1,a,2024-03-01\n"), contains("no column for the time"));
  CHECK_THAT(refusal("case,activity,timestamp\n"), contains("has no events"));
  CHECK_THAT(refusal("case,activity,timestamp\n1,\"a,2\n"), contains("never closed"));
}

TEST_CASE("A mapping says what a log calls its columns", "[io][event-log]") {
  const log_read read = read_log(
      "Nr|What|When|Who\n"
      "1|Permit APPROVED by HEAD|1.2.2024 10:00|SYSTEM\n"
      "1|Permit APPROVED by HEAD|31.12.2024|Ann\n1|Payment|31.12.2024|Ann\n",
      "[columns]\ncase = \"nr\"\nactivity = \"what\"\ntime = \"when\"\nresource = \"who\"\n"
      "role = \"what\"\n"
      "[behind]\nrole = \" by \"\n"
      "[reading]\nnobody = [\"SYSTEM\"]\ndays = \"day-first\"\noffset = \"+07:00\"\n"
      "delimiter = \"|\"\nencoding = \"utf-8\"\n");
  CHECK(read.log.resources[0] == no_entry);
  CHECK(read.log.roles[0] == no_entry);  // of whom nobody is the resource
  CHECK(read.log.resources.text(1) == "Ann");
  CHECK(read.log.roles.text(1) == "HEAD");
  CHECK(read.log.roles[2] == no_entry);
  CHECK(read.log.times[0] == parse_instant("2024-02-01T10:00:00+07:00")->at);
  CHECK(read.log.offsets[0] == 420);
  CHECK(times(read, "no-offset") == 0);
  CHECK(read.columns[1].read_as == "activity, role");
}

TEST_CASE("A mapping that cannot be is refused with its line", "[io][event-log]") {
  for (const auto& [mapping, said] : std::vector<std::pair<std::string, std::string>>{
           {"[columns]\ncases = \"x\"\n", "m:2: unknown key \"cases\""},
           {"[reading]\ndays = \"dmy\"\n", "m:2: \"dmy\" is no order of days"},
           {"[reading]\noffset = \"7\"\n", "m:2: \"7\" is no offset"},
           {"[reading]\ndelimiter = \"||\"\n", "a delimiter is one character"},
           {"[reading]\nencoding = \"latin\"\n", "is no encoding that is read"},
           {"[more]\n", "unknown key \"more\""}}) {
    try {
      static_cast<void>(read_log_mapping(mapping, "m"));
      FAIL(mapping);
    } catch (const rule_error& e) {
      CHECK_THAT(e.what(), contains(said));
    }
  }
  CHECK_THAT(refusal("case,activity,time\n1,a,2024-03-01\n",
                     {.mapping = read_log_mapping("[columns]\nrole = \"x\"\n", "m")}),
             contains("no column for the role"));
}

TEST_CASE("A table is the same log in any blocks and on any number of threads", "[io][event-log]") {
  std::string table = "case,activity,timestamp,resource,transition\n";
  for (int i = 0; i < 500; ++i)
    table += std::to_string(i * 7 % 40) + ",\"step " + std::to_string(i % 5) + "\n\"\"x\"\"\"," +
             (i % 50 == 3 ? "never" : "2024-03-01T10:00:00Z") + "," +
             (i % 6 == 0 ? "" : "p" + std::to_string(i % 11)) + "," + (i % 9 == 2 ? "start" : "") +
             "\n";
  const log_read whole = read_log(table);
  CHECK(whole.log.case_count() == 40);
  for (const std::size_t block : {std::size_t{1}, std::size_t{64}, std::size_t{1'000}})
    for (const std::size_t threads : {std::size_t{1}, std::size_t{3}}) {
      const log_read again = read_log(table, {.threads = threads, .block = block});
      CHECK(again.log == whole.log);
      CHECK(again.findings == whole.findings);
    }
}

TEST_CASE("A log is written as a table that reads back, absent as absent", "[io][event-log]") {
  const log_read read = read_log(
      "case,activity,timestamp,start_timestamp,resource,role,matter\n"
      "1,\"a, b\",2024-03-01T10:00:00.5+07:00,2024-03-01T09:00:00+07:00,,r,leave\n"
      "2,c,,,Ann,,\n");
  std::string written;
  write_event_log(read.log, [&](std::string_view piece) { written += piece; });
  CHECK(written ==
        "case,activity,timestamp,start_timestamp,resource,role,matter\n"
        "1,\"a, b\",2024-03-01T10:00:00.500+07:00,2024-03-01T09:00:00+07:00,,r,leave\n"
        "2,c,,,Ann,,\n");
  CHECK(read_log(written).log == read.log);
}

TEST_CASE("A log is read from a file, with its hash, and from no folder", "[io][event-log]") {
  const temporary_folder folder;
  put(folder / "log.csv", "case,activity,timestamp\n1,a,2024-03-01T10:00:00Z\n");
  const log_read read = read_event_log(folder / "log.csv");
  REQUIRE(read.input);
  // sha256sum of coreutils.
  CHECK(read.input->sha256.size() == 64);
  CHECK(read.input->file == folder / "log.csv");
  CHECK(read_event_log(folder / "log.csv", {.map_file = true}).log == read.log);
  CHECK_THROWS_WITH(read_event_log(folder / "none.csv"), contains("does not exist"));
  CHECK_THROWS_WITH(read_event_log(folder / ""), contains("is a folder"));
  CHECK_FALSE(read_event_log(folder / "log.csv", {.hash_input = false}).input->sha256.size());
}

}  // namespace event_log_test
