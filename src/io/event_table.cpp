// SPDX-License-Identifier: BSL-1.0
#include "event_table.hpp"

#include "log_faults.hpp"
#include "put.hpp"
#include "table_blocks.hpp"
#include "table_headings.hpp"
#include "text_pieces.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace detail {
namespace {

/// Where a table has what.
struct event_columns {
  event_columns(const table_headings& headings, const log_mapping& mapping, log_read& result) {
    result.columns.resize(headings.size());
    for (std::size_t i = 0; i < headings.size(); ++i) result.columns[i].heading = headings[i];
    const auto look = [&](const log_field& field, const char* name, std::string_view what,
                          bool is_needed) {
      std::optional<std::size_t> column = is_needed || field.is_given
                                              ? std::optional(headings.require(field.keys, what))
                                              : headings.find(field.keys);
      if (column) {
        std::string& read_as = result.columns[*column].read_as;
        read_as += (read_as.empty() ? "" : ", ") + std::string(name);
      }
      return column;
    };
    case_id = *look(mapping.case_id, "case", "the case", true);
    activity = *look(mapping.activity, "activity", "the activity", true);
    time = *look(mapping.time, "time", "the time", true);
    start = look(mapping.start, "start", "the start", false);
    resource = look(mapping.resource, "resource", "the resource", false);
    role = look(mapping.role, "role", "the role", false);
    group = look(mapping.group, "group", "the group", false);
    matter = look(mapping.matter, "matter", "the matter", false);
    transition = look(mapping.transition, "transition", "the transition", false);
    instance = look(mapping.instance, "instance", "the instance", false);
  }

  std::size_t case_id = 0;
  std::size_t activity = 0;
  std::size_t time = 0;
  std::optional<std::size_t> start, resource, role, group, matter, transition, instance;
};

struct block_of_events {
  event_log_builder events;
  log_faults faults;
};

class event_rows {
 public:
  event_rows(const event_columns& columns, const log_mapping& mapping, std::size_t headings)
      : columns_(columns), mapping_(mapping), headings_(headings) {}

  void read(csv_reader& rows, block_of_events& into) const {
    csv_row row;
    while (rows.next(row)) {
      if (row.blank()) continue;
      const auto where = [&row] { return row.number(); };
      if (row.size() != headings_) into.faults.note(log_fault::ragged, where);
      if (row.text_after_quote()) into.faults.note(log_fault::text_after_quote, where);
      event_row event;
      event.case_id = trim(row[columns_.case_id]);
      if (event.case_id.empty()) {
        into.faults.note(log_fault::blank_case, where);
        continue;
      }
      event.activity = said_by(mapping_.activity, trim(row[columns_.activity]));
      if (event.activity.empty()) into.faults.note(log_fault::no_activity, where);
      event.time = stamp_of(trim(row[columns_.time]), mapping_, into.faults, where);
      if (const std::string_view start = cell(row, columns_.start); !start.empty())
        event.start = stamp_of(start, mapping_, into.faults, where).at;
      event.resource = said_by(mapping_.resource, cell(row, columns_.resource));
      event.role = said_by(mapping_.role, cell(row, columns_.role));
      event.group = said_by(mapping_.group, cell(row, columns_.group));
      event.matter = said_by(mapping_.matter, cell(row, columns_.matter));
      event.transition = cell(row, columns_.transition);
      // Without transitions nothing is paired.
      if (columns_.transition) event.instance = cell(row, columns_.instance);
      into.events.add(event);
    }
  }

 private:
  const event_columns& columns_;
  const log_mapping& mapping_;
  std::size_t headings_;
};

}  // namespace

void read_event_table(std::string_view text, const std::string& file, const log_options& options,
                      log_read& result) {
  const log_mapping& mapping = options.mapping;
  csv_options how;
  how.delimiter = mapping.delimiter;
  csv_reader reader(text, file, how);
  const table_headings headings =
      read_headings(reader, file, "name the columns in a mapping of the log (--log-columns)");
  const event_columns columns(headings, mapping, result);
  const finding_reporter report = [&](std::string_view rule, severity level, origin from,
                                      std::string_view heading, std::string_view,
                                      std::string detail, std::string action) {
    finding f;
    f.rule = rule;
    f.level = level;
    f.file = file;
    f.row = from.row;
    f.column = heading;
    f.detail = std::move(detail);
    f.action = std::move(action);
    result.findings.push_back(std::move(f));
  };
  for (const log_field* field : {&mapping.case_id, &mapping.activity, &mapping.time,
                                 &mapping.resource, &mapping.role, &mapping.group})
    if (!field->is_given) headings.report_others(field->keys, report, 0);

  const event_rows rows(columns, mapping, headings.size());
  block_of_events all;
  using blocks = table_blocks<block_of_events>;
  blocks::work work;
  work.read = [&](blocks::block& b) {
    b.content.events.clear();
    b.content.faults = {};
    csv_reader here = reader.from(b.begin, b.stop);
    rows.read(here, b.content);
    b.end = here.where();
  };
  work.shift = [](blocks::block& b, std::size_t before) { b.content.faults.shift(before); };
  work.enter = [&](blocks::block& b) {
    all.events.append(b.content.events);
    all.faults.add(b.content.faults);
  };
  work.add_part = [](blocks::block&, std::size_t) {};
  work.finish = [](blocks::block&) {};
  // The texts of a block are looked up in tables that stay in the second cache.
  constexpr std::size_t usual_block = std::size_t{1} << 20U;
  blocks(text, reader.where(), options.block == 0 ? usual_block : options.block, options.threads,
         std::move(work))
      .run();
  finish_log(std::move(all.events), all.faults, file, mapping, result);
}

}  // namespace detail

void write_event_log(const event_log& log, const text_sink& sink) {
  detail::text_pieces pieces(sink);
  std::string row = "case,activity,timestamp";
  const bool has_starts = !log.starts.empty();
  if (has_starts) row += ",start_timestamp";
  const std::pair<const char*, const event_column*> columns[] = {
      {",resource", &log.resources}, {",role", &log.roles}, {",group", &log.groups}};
  for (const auto& [heading, column] : columns)
    if (!column->empty()) row += heading;
  if (!log.matters.empty()) row += ",matter";
  pieces.append(row + "\n");
  std::vector<std::string_view> cells;
  for (std::size_t c = 0; c < log.case_count(); ++c)
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      const std::string time = to_string(written_instant{log.times[e], log.offsets[e], true});
      const std::string start =
          has_starts ? to_string(written_instant{log.starts[e], log.offsets[e], true})
                     : std::string{};
      cells.assign({log.cases[c], log.activities.text(e), time});
      if (has_starts) cells.push_back(start);
      for (const auto& [heading, column] : columns)
        if (!column->empty()) cells.push_back(column->text(e));
      if (!log.matters.empty()) cells.push_back(log.matters.text(c));
      row.clear();
      append_csv_row(row, cells);
      pieces.append(row);
    }
  pieces.end();
}

}  // namespace pangkas
