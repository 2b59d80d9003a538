// SPDX-License-Identifier: BSL-1.0
// What really happened: pangkas.EventLog, from files and data frames, and beside a chart.
#include "bindings.hpp"
#include "table.hpp"
#include "work.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/io/position_map.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/process/log_tables.hpp>
#include <pangkas/report/event_log.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::python {
namespace {

/// A log with what reading it found. Immutable.
struct held_log {
  explicit held_log(log_read&& r)
      : read(std::make_shared<const log_read>(std::move(r))),
        findings(std::make_shared<const finding_sequence>(finding_sequence{read->findings})) {}

  std::shared_ptr<const log_read> read;
  std::shared_ptr<const finding_sequence> findings;
};
using shared_log = std::shared_ptr<held_log>;

log_level level_from(const std::string& word, bool of_chart) {
  return one_of<log_level>(
      word, "level",
      [of_chart](std::string_view text) -> std::optional<log_level> {
        for (const log_level level : {log_level::resource, log_level::role, log_level::group})
          if (text == to_string(level)) return level;
        if (of_chart)
          for (const log_level level : {log_level::position, log_level::unit})
            if (text == to_string(level)) return level;
        return std::nullopt;
      },
      of_chart ? R"("resource", "role", "group", "position", "unit")"
               : R"("resource", "role", "group" (and with a chart "position", "unit"))");
}

missing_performer missing_from(const std::string& word) {
  return one_of<missing_performer>(
      word, "missing",
      [](std::string_view text) -> std::optional<missing_performer> {
        for (const auto how : {missing_performer::value, missing_performer::left_out,
                               missing_performer::pairs_known})
          if (text == to_string(how)) return how;
        return std::nullopt;
      },
      "\"value\", \"left_out\", \"pairs_known\"");
}

std::string text_of_file(const py::handle& file) {
  const std::string name = path(file);
  return decode_text(read_file(name), name).text;
}

/// The stream of a data frame as a table that the reader of events reads.
std::string table_of(const py::handle& data, const std::string& name) {
  auto stream = stream_of(data);
  std::vector<std::pair<std::string, std::string>> left_out;
  const py::gil_scoped_release release;
  return delimited_text(
      *stream.get(), name, left_out, [] {}, true);
}

log_options options_of(const py::object& columns, const py::object& nobody,
                       const py::object& case_type, const py::object& resource_type,
                       const py::object& qualifier) {
  log_options options;
  if (!columns.is_none()) options.mapping = read_log_mapping(text_of_file(columns), path(columns));
  if (!nobody.is_none())
    for (std::string& name : texts(nobody, "nobody"))
      options.mapping.nobody.push_back(std::move(name));
  const auto put = [](const py::object& given, std::string& into) {
    if (!given.is_none()) into = given.cast<std::string>();
  };
  put(case_type, options.cases.case_type);
  put(resource_type, options.cases.resource_type);
  put(qualifier, options.cases.qualifier);
  return options;
}

shared_log read(const std::string& name, log_options options) {
  return std::make_shared<held_log>(
      without_gil(1'000'000, [name, options = std::move(options)](const stop_flag&) {
        return read_event_log(name, options);
      }));
}

shared_log read_log(const py::object&, const py::object& file, const py::object& columns,
                    const py::object& nobody, const py::object& case_type,
                    const py::object& resource_type, const py::object& qualifier) {
  return read(path(file), options_of(columns, nobody, case_type, resource_type, qualifier));
}

shared_log from_table(const py::object&, const py::object& data, const py::object& case_,
                      const py::object& activity, const py::object& time, const py::object& start,
                      const py::object& resource, const py::object& role, const py::object& group,
                      const py::object& matter, const py::object& columns, const py::object& nobody,
                      const std::string& name) {
  const py::none none;
  log_options options = options_of(columns, nobody, none, none, none);
  const auto map = [](const py::object& heading, log_field& field) {
    if (heading.is_none()) return;
    field.keys = {heading.cast<std::string>()};
    field.is_given = true;
  };
  log_mapping& mapping = options.mapping;
  map(case_, mapping.case_id);
  map(activity, mapping.activity);
  map(time, mapping.time);
  map(start, mapping.start);
  map(resource, mapping.resource);
  map(role, mapping.role);
  map(group, mapping.group);
  map(matter, mapping.matter);
  const auto text = std::make_shared<const std::string>(table_of(data, name));
  options.format = log_format::table;
  options.in_memory = [text](const std::string&) { return std::optional(*text); };
  return read(name, std::move(options));
}

/// A chart with the rows of a map that leads to it, if both are given.
struct given_chart {
  std::optional<pangkas::organisation> org{};
  std::vector<map_row> rows{};
};
given_chart chart_of(const py::object& organisation, const py::object& map) {
  given_chart chart;
  if (organisation.is_none() != map.is_none())
    throw py::value_error("organisation and map belong together: give both, or neither");
  if (organisation.is_none()) return chart;
  chart.org = organisation.cast<const held_organisation&>().org;
  chart.rows = is_path(map) ? read_position_map(text_of_file(map), path(map)).rows
                            : read_position_map(table_of(map, "map"), "map").rows;
  return chart;
}

std::shared_ptr<const levelled_log> levelled(const held_log& h, const std::string& level,
                                             const std::string& missing,
                                             const py::object& organisation,
                                             const py::object& map) {
  const given_chart chart = chart_of(organisation, map);
  const log_level at = level_from(level, chart.org.has_value());
  std::optional<mapped_log> mapped;
  if (chart.org) mapped = map_positions(h.read->log, *chart.org, chart.rows);
  return std::make_shared<const levelled_log>(
      levelled_log{h.read->log, performers_of(h.read->log, mapped, at), missing_from(missing)});
}

/// The cases that begin on some days, as a log of their own.
shared_log between(const held_log& h, const py::object& first, const py::object& last) {
  const auto day = [](const py::object& given, const char* name, std::int64_t absent) {
    if (given.is_none()) return absent;
    const auto text = py::str(given).cast<std::string>();
    const auto when = text.size() == 10 ? parse_instant(text) : std::nullopt;
    if (!when)
      throw py::value_error(fmt::format("{}: \"{}\" is no day, as 2021-06-30 is", name, text));
    return day_of(when->at);
  };
  log_read part;
  part.format = h.read->format;
  part.log = cases_begun(h.read->log, day(first, "first", std::numeric_limits<std::int64_t>::min()),
                         day(last, "last", std::numeric_limits<std::int64_t>::max()));
  return std::make_shared<held_log>(std::move(part));
}

/// The figures as the command line prints them, as a dict.
py::object figures(const held_log& h, const std::string& level, const std::string& missing,
                   const py::object& organisation, const py::object& map, const py::object& before,
                   const py::object& matter, const py::object& deciding, double least_mapped,
                   bool calibrate_too, const py::object& ending, std::size_t enough) {
  const missing_performer how = missing_from(missing);
  const auto [org, rows] = chart_of(organisation, map);
  const log_level at = level_from(level, org.has_value());
  std::optional<pangkas::organisation> then;
  if (!before.is_none()) then = before.cast<const held_organisation&>().org;
  against_chart_options beside;
  beside.least_mapped = least_mapped;
  if (!deciding.is_none()) beside.deciding = texts(deciding, "deciding");
  const std::string of = matter.is_none() ? std::string() : matter.cast<std::string>();
  if (org && !of.empty()) {
    beside.matter = org->find_matter(of);
    if (!beside.matter) throw py::value_error("no matter has the code \"" + of + "\"");
  }
  calibration_options calibration;
  calibration.matter = of;
  calibration.enough = enough;
  if (!ending.is_none()) calibration.ending = texts(ending, "ending");
  const std::string json =
      without_gil(h.read->log.size(), [from = h.read, at, how, org = org, rows = rows, then, beside,
                                       calibration, calibrate_too](const stop_flag&) {
        against_chart_options options = beside;
        options.before = then ? &*then : nullptr;
        log_findings found =
            findings_of(*from, at, how,
                        org ? std::optional(map_positions(from->log, *org, rows)) : std::nullopt,
                        org ? &*org : nullptr, options);
        if (calibrate_too) found.calibrated = calibrate(from->log, calibration);
        evidence origin;
        if (from->input) origin.inputs.push_back(*from->input);
        origin.errors = count(from->findings, severity::error);
        origin.warnings = count(from->findings, severity::warning);
        return to_json(found, org ? &*org : nullptr, origin);
      });
  return py::module_::import("json").attr("loads")(json);
}

/// The events as a table.
py::object events(const held_log& h) {
  const event_log& log = h.read->log;
  table made;
  auto& cases = made.add<text_cells>("case");
  for (std::size_t c = 0; c < log.case_count(); ++c)
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) cases.push_back(log.cases[c]);
  const auto add = [&](const char* name, const auto& cell) {
    auto& cells = made.add<text_cells>(name);
    for (std::size_t e = 0; e < log.size(); ++e) {
      const auto text = cell(e);
      cells.push_back(text.empty() ? std::nullopt : std::optional<std::string_view>(text));
    }
  };
  add("activity", [&](std::size_t e) { return log.activities.text(e); });
  add("timestamp", [&](std::size_t e) {
    return to_string(written_instant{log.times[e], log.offsets[e], true});
  });
  if (!log.starts.empty())
    add("start_timestamp", [&](std::size_t e) {
      return to_string(written_instant{log.starts[e], log.offsets[e], true});
    });
  for (const auto& [name, column] :
       {std::pair("resource", &log.resources), std::pair("role", &log.roles),
        std::pair("group", &log.groups)})
    if (!column->empty()) add(name, [c = column](std::size_t e) { return c->text(e); });
  if (!log.matters.empty()) {
    auto& cells = made.add<text_cells>("matter");
    for (std::size_t c = 0; c < log.case_count(); ++c)
      for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
        const std::string_view text = log.matters.text(c);
        cells.push_back(text.empty() ? std::nullopt : std::optional(text));
      }
  }
  return to_python(std::move(made));
}

}  // namespace

void register_event_log(py::module_& m) {
  using namespace py::literals;
  py::class_<held_log, shared_log> c(m, "EventLog", R"(What really happened, case by case.

Made by :meth:`read` from a file, or by :meth:`from_table` from a data frame. Immutable.
)");
  const py::object none = py::none();
  const auto add = [&](const char* name, const py::cpp_function& f) {
    c.attr(name) = py::module_::import("builtins").attr("classmethod")(f);
  };
  add("read",
      py::cpp_function(&read_log, py::name("read"), "cls"_a, "file"_a, py::kw_only(),
                       "columns"_a = none, "nobody"_a = none, "case_type"_a = none,
                       "resource_type"_a = none, "qualifier"_a = none,
                       R"(Read XES, a table of events, or OCEL 2.0, each also packed by gzip.

Parameters
----------
file : path
    The log; its format is recognised.
columns : path, optional
    A mapping of its columns or keys, as TOML.
nobody : str or sequence of str, optional
    Names of resources, roles and groups that are nobody, as a system is.
case_type, resource_type, qualifier : str, optional
    Of an object-centric log: the type of the objects that are cases, of those that perform, and of
    which relation the performer is.

Raises
------
InputError
    If it is no event log, or damaged.
)"));
  add("from_table",
      py::cpp_function(
          &from_table, py::name("from_table"), "cls"_a, "table"_a, py::kw_only(), "case"_a = none,
          "activity"_a = none, "time"_a = none, "start"_a = none, "resource"_a = none,
          "role"_a = none, "group"_a = none, "matter"_a = none, "columns"_a = none,
          "nobody"_a = none, "name"_a = "log",
          R"(Read a data frame of events: pandas (pm4py's too), Polars, PyArrow, or a dict of columns.

Parameters
----------
table : table
    Any object with ``__arrow_c_stream__``, or a mapping of columns. Stamps are instants or texts.
case, activity, time, start, resource, role, group, matter : str, optional
    Headings; the usual ones, those of pm4py among them, need not be named.
columns, nobody
    As for :meth:`read`.
name : str
    What errors call it.

Raises
------
InputError
    If a column is missing.
)"));
  c.def_property_readonly(
       "cases", [](const held_log& h) { return h.read->log.case_count(); }, "Number of cases.")
      .def("__len__", [](const held_log& h) { return h.read->log.size(); })
      .def("__repr__",
           [](const held_log& h) {
             return fmt::format("EventLog({} events in {} cases)", h.read->log.size(),
                                h.read->log.case_count());
           })
      .def("__eq__",
           [](const held_log& h, const py::object& other) {
             return equal_to<held_log>(
                 other, [&](const held_log& o) { return h.read->log == o.read->log; });
           })
      .def_property_readonly(
          "findings",
          [](const held_log& h) { return std::const_pointer_cast<finding_sequence>(h.findings); },
          "What is wrong in the log: one finding of each kind, with how many it stands for.")
      .def("between", &between, py::kw_only(), "first"_a = none, "last"_a = none,
           R"(Give the cases that begin on a day from ``first`` to ``last`` as a log of their own.

Parameters
----------
first, last : datetime.date or str, optional
    Days of the local time of the log, as 2021-06-30.

Raises
------
ValueError
    If one is no day.
)")
      .def("to_table", &events, "Give the events as a table; stamps as ISO 8601 writes them.")
      .def("figures", &figures, py::kw_only(), "level"_a = "resource", "missing"_a = "left_out",
           "organisation"_a = none, "map"_a = none, "before"_a = none, "matter"_a = none,
           "deciding"_a = none, "least_mapped"_a = 1.0, "calibrate"_a = false, "ending"_a = none,
           "enough"_a = 30,
           R"(Give the figures that ``pangkas log --json`` prints, under the same keys.

Parameters
----------
level : {"resource", "role", "group", "position", "unit"}
    At which performers are told apart; the last two need a chart. A hand-over without its level is no
    number.
missing : {"left_out", "value", "pairs_known"}
    What becomes of events without performer.
organisation : Organisation, optional
    The chart, with its matters and authorities, beside which the paths are laid.
map : path or table, optional
    Leads from ``resource``, ``role`` and ``group`` to a ``position``.
before : Organisation, optional
    The chart before a change: steps by those who stood in the line then are counted.
matter : str, optional
    The matter of every case, where the log does not say.
deciding : str or sequence of str, optional
    Activities that decide, by a part of their name; without, the last step does.
least_mapped : float
    Share of the events of a case that must have a position, for it to be compared.
calibrate : bool
    Whether volume, work and waiting of each matter are estimated.
ending : str or sequence of str, optional
    Activities that end a case, by a part of their name; others are open.
enough : int
    Of fewer cases or steps nothing is estimated.

Returns
-------
dict

Raises
------
InputError
    If the log does not say which matter its cases are and the chart has several.

Examples
--------
>>> import pangkas as pk
>>> log = pk.EventLog.from_table({"case": ["1", "1"], "activity": ["draft", "sign"],
...     "time": ["2024-03-01T10:00Z", "2024-03-02T10:00Z"], "resource": ["Ann", "Bob"]})
>>> log.figures()["log"]["hand_overs"]["total"]
1
)");
  const auto add_rows = [&](const char* name,
                            result_table (*rows)(const std::shared_ptr<const levelled_log>&),
                            const char* what) {
    c.def(
        name,
        [rows](const held_log& h, const std::string& level, const std::string& missing,
               const py::object& organisation, const py::object& map) {
          const auto from = levelled(h, level, missing, organisation, map);
          return to_python(without_gil(
              from->log.size(), [from, rows](const stop_flag&) { return table_from(rows(from)); }));
        },
        py::kw_only(), "level"_a = "resource", "missing"_a = "left_out", "organisation"_a = none,
        "map"_a = none, what);
  };
  add_rows("by_case", &case_table, "Give a row for each case.");
  add_rows("by_activity", &activity_table, "Give a row for each activity.");
  add_rows("by_hand_over", &hand_over_table, "Give a row for each pair of performers.");
  add_rows("by_performer", &performer_table, "Give a row for each performer.");
  add_rows("by_variant", &variant_table, "Give a row for each variant.");
  add_rows("by_year", &year_table, "Give a row for each year in which cases begin.");
  add_tabular(c);
}

}  // namespace pangkas::python
