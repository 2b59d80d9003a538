// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/event_log.hpp>

#include "decode.hpp"
#include "event_table.hpp"
#include "mapped_file.hpp"
#include "ocel.hpp"
#include "opened_file.hpp"
#include "toml_table.hpp"
#include "unpacked.hpp"
#include "xes.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/sha256.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pangkas::inline v0_1 {
namespace {

constexpr std::string_view sqlite_begins("SQLite format 3\0", 16);

/// What the first piece of a log says of its format.
log_format format_of(std::string_view piece, const std::string& file) {
  if (piece.starts_with(sqlite_begins)) return log_format::ocel_sqlite;
  if (piece.starts_with("\xEF\xBB\xBF")) piece.remove_prefix(3);
  const auto first = piece.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    throw input_error(fmt::format("{} is empty; name an event log", file), file);
  if (piece[first] == '{') return log_format::ocel_json;
  const bool is_xml = piece[first] == '<' || piece.substr(0, 4) == std::string_view("<\0?\0", 4) ||
                      piece.starts_with(std::string_view("\xFF\xFE<\0", 4)) ||
                      piece.starts_with(std::string_view("\xFE\xFF\0<", 4));
  if (!is_xml) return log_format::table;
  // Both call their root <log>.
  const std::size_t ocel = std::min(piece.find("<event-types"), piece.find("<object-types"));
  return ocel < piece.find("<trace") ? log_format::ocel_xml : log_format::xes;
}

/// Events that concern objects; one type of them becomes cases.
void read_objects(std::string_view bytes, const std::string& name, const log_options& options,
                  log_read& result) {
  detail::object_log objects(name, options.mapping);
  if (result.format == log_format::ocel_xml) {
    detail::unpacked_pieces pieces(bytes, name);
    detail::read_ocel_xml(pieces, objects, name);
  } else {
    std::string unpacked;
    if (detail::is_gzip(bytes)) bytes = unpacked = detail::unpacked(bytes, name);
    if (result.format == log_format::ocel_json)
      detail::read_ocel_json(bytes, objects, name);
    else
      detail::read_ocel_sqlite(bytes, objects, name);
  }
  // A data base has no order of its events; a document does.
  objects.flatten(options.cases, result.format == log_format::ocel_sqlite, result);
}

void read_bytes(std::string_view bytes, const std::string& name, const log_options& options,
                log_read& result) {
  detail::unpacked_pieces look(bytes, name);
  const std::string_view first = look.next();
  result.format = options.format ? *options.format : format_of(first, name);
  switch (result.format) {
    case log_format::xes: {
      detail::unpacked_pieces pieces(bytes, name);
      return detail::read_xes(pieces, name, options.mapping, result);
    }
    case log_format::table: {
      std::string unpacked;
      if (detail::is_gzip(bytes)) unpacked = detail::unpacked(bytes, name);
      const std::string_view text = detail::is_gzip(bytes) ? std::string_view(unpacked) : bytes;
      const detail::decoded_bytes decoded =
          detail::decode_bytes(text, name, options.mapping.text_encoding);
      if (decoded.text.found == encoding::windows_1252 && !options.mapping.text_encoding) {
        finding f;
        f.rule = "encoding";
        f.level = severity::warning;
        f.file = name;
        f.detail = fmt::format("{} is not UTF-8", name);
        f.action = "read as Windows-1252";
        result.findings.push_back(std::move(f));
      }
      return detail::read_event_table(decoded.as_they_are ? text : decoded.text.text, name, options,
                                      result);
    }
    case log_format::ocel_json:
    case log_format::ocel_xml:
    case log_format::ocel_sqlite:
      return read_objects(bytes, name, options, result);
  }
}

void read_field(detail::toml_table& columns, const char* name, log_field& field) {
  auto given = columns.texts(name);
  if (!given) return;
  field.keys = std::move(*given);
  field.is_given = !field.keys.empty();
}

}  // namespace

log_mapping read_log_mapping(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  detail::toml_table document(parsed, file, "the mapping");
  log_mapping mapping;
  const std::pair<const char*, log_field*> fields[] = {{"case", &mapping.case_id},
                                                       {"activity", &mapping.activity},
                                                       {"time", &mapping.time},
                                                       {"start", &mapping.start},
                                                       {"resource", &mapping.resource},
                                                       {"role", &mapping.role},
                                                       {"group", &mapping.group},
                                                       {"matter", &mapping.matter},
                                                       {"transition", &mapping.transition},
                                                       {"instance", &mapping.instance}};
  if (auto columns = document.table("columns")) {
    for (const auto& [name, field] : fields) read_field(*columns, name, *field);
    columns->end();
  }
  if (auto behind = document.table("behind")) {
    for (const auto& [name, field] : fields)
      if (auto mark = behind->text(name)) field->behind = std::move(*mark);
    behind->end();
  }
  if (auto reading = document.table("reading")) {
    if (auto nobody = reading->texts("nobody")) mapping.nobody = std::move(*nobody);
    if (const auto days = reading->text("days")) {
      if (*days == "day-first")
        mapping.days = day_order::day_first;
      else if (*days == "month-first")
        mapping.days = day_order::month_first;
      else if (*days != "iso")
        reading->fail(reading->line_of("days"),
                      fmt::format("\"{}\" is no order of days; known are iso, day-first, "
                                  "month-first",
                                  detail::echo(*days)));
    }
    if (const auto offset = reading->text("offset")) {
      mapping.offset = parse_offset(*offset);
      if (!mapping.offset)
        reading->fail(
            reading->line_of("offset"),
            fmt::format("\"{}\" is no offset from UTC, such as +07:00", detail::echo(*offset)));
    }
    if (const auto delimiter = reading->text("delimiter")) {
      if (delimiter->size() != 1 && *delimiter != "tab")
        reading->fail(reading->line_of("delimiter"), "a delimiter is one character, or tab");
      mapping.delimiter = *delimiter == "tab" ? '\t' : delimiter->front();
    }
    if (const auto code = reading->text("encoding")) {
      const std::pair<const char*, encoding> known[] = {{"utf-8", encoding::utf8},
                                                        {"utf-16le", encoding::utf16_le},
                                                        {"utf-16be", encoding::utf16_be},
                                                        {"windows-1252", encoding::windows_1252}};
      for (const auto& [word, meant] : known)
        if (*code == word) mapping.text_encoding = meant;
      if (!mapping.text_encoding)
        reading->fail(reading->line_of("encoding"),
                      fmt::format("\"{}\" is no encoding that is read; known are utf-8, utf-16le, "
                                  "utf-16be, windows-1252",
                                  detail::echo(*code)));
    }
    reading->end();
  }
  document.end();
  return mapping;
}

log_read read_event_log(const std::string& name, const log_options& options) {
  log_read result;
  if (auto bytes = options.in_memory ? options.in_memory(name) : std::nullopt) {
    read_bytes(*bytes, name, options, result);
    return result;
  }
  detail::opened_file opened(name);
  const std::string called = opened.name();
  std::optional<detail::mapped_file> mapping;
  if (options.map_file) mapping = detail::mapped_file::of(opened);
  std::string read;
  if (!mapping) read = opened.read();
  const std::string_view bytes = mapping ? mapping->bytes() : read;
  read_bytes(bytes, called, options, result);
  result.input = input_file{name, options.hash_input ? sha256_hex(bytes) : std::string{}};
  if (mapping) mapping->require_unchanged();
  return result;
}

}  // namespace pangkas
