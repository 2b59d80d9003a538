// SPDX-License-Identifier: BSL-1.0
#include "decision_rows.hpp"
#include "encoding_findings.hpp"
#include "workbook.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/integrity_tables.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/io/sha256.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::column;
using detail::decision_rows;

decision_rows rows_of(integrity_builder& builder, std::string_view text, const std::string& file,
                      decimal_mark decimals = decimal_mark::guess) {
  const auto report = [&builder](std::string_view rule, severity level, origin from,
                                 std::string_view at, std::string_view code, std::string detail,
                                 std::string action) {
    builder.report(rule, level, from, at, code, std::move(detail), std::move(action));
  };
  return decision_rows(report, builder.add_file(file), text, file, decimals);
}

/// Whether a duty goes along with the headship; absent where the cell does not say.
std::optional<bool> moves_of(decision_rows& rows, column at) {
  if (!rows.is_given(at)) return std::nullopt;
  const auto said = rows.answer(at);
  if (!said)
    rows.report(
        "bad-value", at,
        fmt::format("\"{}\" is neither yes nor no (ya, tidak)", detail::echo(rows.text(at))),
        "read as the rules say");
  return said;
}

using add_table = void (*)(integrity_builder&, std::string_view, const std::string&);

void add_file(integrity_builder& builder, const std::string& name, std::string_view usual_sheet,
              add_table add, bool hash_inputs, std::vector<input_file>& inputs) {
  std::string bytes = read_file(name);
  inputs.push_back({name, hash_inputs ? sha256_hex(bytes) : std::string{}});
  if (detail::is_archive(bytes)) {
    detail::sheet_choice choice;
    choice.usual = usual_sheet;
    const detail::table_text table = detail::read_workbook(bytes, name, choice);
    for (const finding& f : table.findings)
      builder.report(f.rule, f.level,
                     {builder.add_file(f.file), static_cast<std::uint32_t>(f.row.value_or(0))},
                     f.column, f.position, f.detail, f.action);
    return add(builder, table.text, table.name);
  }
  const decoded_text content = decode_text(std::move(bytes), name);
  detail::report_encoding(builder, name, content, false);
  add(builder, content.text, name);
}

}  // namespace

void add_duty_table(integrity_builder& builder, std::string_view text, const std::string& file) {
  decision_rows rows = rows_of(builder, text, file);
  const column positions = rows.find({"positions", "jabatan_pilihan"});
  const std::initializer_list<const char*> of_position{"position", "jabatan", "kode_jabatan"};
  const column position =
      positions ? rows.find(of_position) : rows.require(of_position, "the position");
  const column process =
      rows.require({"process", "proses", "matter", "urusan"}, "the process or matter");
  const column name = rows.require({"duty", "tugas"}, "the duty");
  const column holder = rows.find({"holder", "pemegang"});
  const column since = rows.find({"since", "tmt", "sejak"});
  const column moves = rows.find({"moves", "pindah"});
  while (rows.next(position)) {
    duty d;
    d.position = rows.text(position);
    d.process = rows.text_if_any(process);
    d.name = rows.text_if_any(name);
    const std::string selector = rows.text_if_any(positions);
    if (positions && d.position.empty() == selector.empty()) {
      rows.report("unclear-position", selector.empty() ? position : positions,
                  selector.empty() ? "the row names neither a position nor a selector of positions"
                                   : "the row names a position and a selector of positions",
                  "the duty was left out; write one of them");
      continue;
    }
    if (!rows.read(positions, parse_condition, "bad-selector", "the duty was left out",
                   d.positions))
      continue;
    d.moves = moves_of(rows, moves);
    builder.add(d, rows.from());
    if (!rows.is_given(holder)) continue;
    if (d.positions) {
      rows.report("unclear-holder", holder, "the row names a holder of several positions",
                  "the holder was left out; name it in a row of its position");
      continue;
    }
    builder.add(post_holder{rows.text(holder), d.position, rows.day(since)}, rows.from());
  }
}

void add_holder_table(integrity_builder& builder, std::string_view text, const std::string& file) {
  decision_rows rows = rows_of(builder, text, file);
  const column holder = rows.require({"holder", "pemegang"}, "the holder");
  const column position = rows.require({"position", "jabatan", "kode_jabatan"}, "the position");
  const column since = rows.find({"since", "tmt", "sejak"});
  while (rows.next(position))
    builder.add(post_holder{rows.text_if_any(holder), rows.text(position), rows.day(since)},
                rows.from());
}

void add_relation_table(integrity_builder& builder, std::string_view text, const std::string& file,
                        decimal_mark decimals) {
  decision_rows rows = rows_of(builder, text, file, decimals);
  const column a = rows.require({"holder_a", "pemegang_a"}, "a holder");
  const column b = rows.require({"holder_b", "pemegang_b"}, "the other holder");
  const column kind = rows.find({"kind", "jenis"});
  const column degree = rows.find({"degree", "derajat"});
  while (rows.next())
    builder.add(relation{rows.text_if_any(a), rows.text_if_any(b), rows.text_if_any(kind),
                         rows.whole(degree)},
                rows.from());
}

integrity_data read_integrity_tables(const organisation& org, const integrity_files& files,
                                     bool hash_inputs) {
  integrity_builder builder(org);
  integrity_data data;
  for (const std::string& name : files.duties)
    add_file(builder, name, "duties", add_duty_table, hash_inputs, data.inputs);
  for (const std::string& name : files.holders)
    add_file(builder, name, "holders", add_holder_table, hash_inputs, data.inputs);
  for (const std::string& name : files.relations)
    add_file(
        builder, name, "relations",
        [](integrity_builder& to, std::string_view text, const std::string& file) {
          add_relation_table(to, text, file);
        },
        hash_inputs, data.inputs);
  data.tables = std::move(builder).build();
  data.findings = builder.findings();
  return data;
}

}  // namespace pangkas
