// SPDX-License-Identifier: BSL-1.0
#include "support/archive.hpp"

#include <zip.h>

#include <cstddef>
#include <stdexcept>

namespace pangkas::tests {

namespace {

void require(bool holds) {
  if (!holds) throw std::runtime_error("an archive of a test was not made");
}

}  // namespace

std::string archive_of(const archive_parts& parts, const std::string& password) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
  require(target != nullptr);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  require(archive != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    require(index >= 0);
    if (!password.empty())
      require(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_128,
                                      password.c_str()) == 0);
  }
  require(zip_close(archive) == 0);
  require(zip_source_open(target) == 0);
  require(zip_source_seek(target, 0, SEEK_END) == 0);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  require(zip_source_seek(target, 0, SEEK_SET) == 0);
  require(zip_source_read(target, bytes.data(), bytes.size()) ==
          static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

archive_parts parts_of(const workbook_parts& workbook) {
  const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string packages =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  const auto relation = [&](const std::string& id, const std::string& type,
                            const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" +
           target + "\"/>";
  };
  std::string sheets;
  std::string relations = relation("texts", "sharedStrings", "sharedStrings.xml") +
                          relation("looks", "styles", "/xl/styles.xml");
  archive_parts parts;
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string state =
        i < workbook.states.size() ? " state=\"" + workbook.states[i] + "\"" : "";
    sheets += "<sheet name=\"" + workbook.sheets[i].first + "\" sheetId=\"" + number + "\"" +
              state + " r:id=\"s" + number + "\"/>";
    relations += relation("s" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    parts.emplace_back(
        "xl/worksheets/sheet" + number + ".xml",
        declaration + "<worksheet" + main + ">" + workbook.sheets[i].second + "</worksheet>");
  }
  parts.emplace_back("_rels/.rels", packages + relation("w", "officeDocument", "xl/workbook.xml") +
                                        "</Relationships>");
  parts.emplace_back("xl/workbook.xml", declaration + "<workbook" + main + " xmlns:r=\"" + office +
                                            "\">" + workbook.properties + "<sheets>" + sheets +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", packages + relations + "</Relationships>");
  parts.emplace_back("xl/sharedStrings.xml",
                     declaration + "<sst" + main + ">" + workbook.shared_texts + "</sst>");
  parts.emplace_back("xl/styles.xml",
                     declaration + "<styleSheet" + main + ">" + workbook.styles + "</styleSheet>");
  return parts;
}

}  // namespace pangkas::tests
