// The words of the page itself: its buttons and headings. What is told of the law, of a dossier and of a result are
// the engine's own words.

const WORDS = {
  title: ["Tự đánh giá sản phẩm OCOP", "Self-assessment of an OCOP product"],
  brand: ["Tự đánh giá OCOP", "OCOP self-assessment"],
  skip: ["Đến nội dung", "To the content"],
  about: [
    "Chấm sản phẩm của mình theo phiếu của Thủ tướng Chính phủ: thấy ngay điểm, sao, còn thiếu gì và cách ngắn nhất để nâng hạng sao. Trang này không gửi gì đi đâu: mọi thứ ở lại trên máy này.",
    "Score your own product by the Prime Minister's sheet: see points, stars, what is missing and the shortest way to the next star. This page sends nothing anywhere: everything stays on this device.",
  ],
  unofficial: [
    "Đây là tự đánh giá. Hạng sao chính thức do hội đồng và cơ quan có thẩm quyền quyết định.",
    "This is a self-assessment. Official stars are given by the council and the authority.",
  ],
  law: ["Theo quyết định nào", "Under which decision"],
  inForce: ["đang có hiệu lực", "in force now"],
  from: ["từ {0}", "from {0}"],
  until: ["đến {0}", "until {0}"],
  find: ["Tìm bộ sản phẩm theo tên hoặc số", "Find the product set by name or number"],
  choose: ["Chọn bộ sản phẩm", "Choose the product set"],
  chooseHint: ["Hoặc tìm lần lượt trong Phụ lục I dưới đây.", "Or look through Annex I below."],
  found: ["{0} bộ sản phẩm", "{0} found"],
  nothing: [
    "Không có bộ nào có tên như vậy. Thử ít chữ hơn, hoặc tìm trong Phụ lục I.",
    "No product set has such a name. Try fewer letters, or look through Annex I.",
  ],
  drafts: ["Làm tiếp", "Go on with"],
  draft: ["{0} · sửa lần cuối {1}", "{0} · last changed {1}"],
  remove: ["Xóa", "Delete"],
  removeAsk: ["Xóa hẳn bản nháp này khỏi máy?", "Delete this draft from the device for good?"],
  open: ["Mở tệp hồ sơ…", "Open a dossier file…"],
  save: ["Lưu thành tệp", "Save as a file"],
  saved: ["Đã lưu thành tệp {0}.", "Saved as the file {0}."],
  print: ["In", "Print"],
  practice: ["Thực hành (lớp tập huấn)", "Practice (for classes)"],
  practiceAbout: [
    "Mỗi số là một hồ sơ giả định; cùng số thì cùng hồ sơ. Gửi đường dẫn cho học viên, mỗi người một số hoặc cả lớp một số.",
    "Each number is a made-up dossier; the same number gives the same dossier. Send the link to trainees, one number each or one for the class.",
  ],
  set: ["Bộ sản phẩm", "Product set"],
  seed: ["Số của hồ sơ thực hành", "Number of the practice dossier"],
  start: ["Bắt đầu", "Begin"],
  link: ["Đường dẫn của hồ sơ thực hành này", "Link to this practice dossier"],
  practiceDossier: ["Hồ sơ thực hành số {0}", "Practice dossier {0}"],
  compare: ["So với đáp án", "Compare with the key"],
  comparison: ["So với đáp án", "Beside the key"],
  again: ["Hồ sơ khác", "Another dossier"],
  who: ["Sản phẩm và chủ thể", "Product and producer"],
  productName: ["Tên sản phẩm", "Product name"],
  productCode: ["Mã sản phẩm (nếu có)", "Product code (if any)"],
  productDescription: ["Mô tả sản phẩm", "Description of the product"],
  producerName: ["Tên chủ thể", "Producer"],
  producerKind: ["Loại hình (hợp tác xã, hộ, doanh nghiệp…)", "Kind (cooperative, household, company …)"],
  representative: ["Người đại diện", "Representative"],
  address: ["Địa chỉ", "Address"],
  phone: ["Điện thoại", "Telephone"],
  registration: ["Đăng ký", "Registration"],
  notSaid: ["Chưa chọn", "Not chosen"],
  first: ["Lần đầu", "First rating"],
  upgrade: ["Nâng hạng", "Upgrade"],
  "re-rating": ["Đánh giá lại", "Re-rating"],
  assessedOn: ["Ngày đánh giá", "Day of the assessment"],
  cases: ["Sản phẩm thuộc trường hợp nào", "Which case the product is"],
  casesFirst: ["Chọn trường hợp của cả phiếu trước.", "Choose the case of the whole sheet first."],
  part: ["Phần {0}. {1}", "Part {0}. {1}"],
  answered: ["{0}/{1} tiêu chí · {2}/{3} điểm", "{0}/{1} criteria · {2}/{3} points"],
  points: ["{0} điểm", "{0} points"],
  point: ["{0} điểm", "{0} point"],
  maximum: ["tối đa {0} điểm", "at most {0} points"],
  minimum: ["mức tối thiểu của {0} sao", "minimum for {0} stars"],
  none: ["Không đạt mức nào ở trên", "None of the levels above"],
  zeroStops: [
    "Không đạt mức nào ở tiêu chí này thì dừng đánh giá.",
    "Where no level of this criterion is reached, the assessment stops.",
  ],
  requires: ["Chỉ được điểm khi tiêu chí {0} trên 0 điểm.", "Gives points only where criterion {0} has more than 0."],
  notApplicable: ["Không chấm: tiêu chí {0} là 0 điểm.", "Not scored: criterion {0} is at 0 points."],
  lacking: ["Chưa đủ mức tối thiểu của {0} sao", "Below the minimum for {0} stars"],
  proof: ["Giấy tờ chứng minh, mỗi dòng một giấy tờ", "What proves it, one paper a line"],
  mayProve: ["Thường chứng minh bằng: {0}", "Usually proven by: {0}"],
  alsoProven: ["Có trong tệp: {0}", "In the file: {0}"],
  clear: ["Bỏ chọn", "Clear"],
  dropped: ["Đã bỏ câu trả lời ở {0}: thuộc trường hợp khác.", "Dropped the answers to {0}: they are of the other case."],
  findings: ["Có điều nào sau đây không", "Is any of these the case"],
  findingsAbout: [
    "Đánh dấu nếu có: sản phẩm khi đó bị dừng, bị loại hoặc không đủ điều kiện.",
    "Tick what is the case: the product is then stopped, rejected or not eligible.",
  ],
  stop: ["dừng đánh giá", "stops the assessment"],
  rejection: ["bị loại", "rejected"],
  eligibility: ["không đủ điều kiện", "not eligible"],
  result: ["Kết quả", "Result"],
  explanation: ["Kết quả và lý do", "Result and reasons"],
  plan: ["Cách ngắn nhất để nâng hạng sao", "The shortest way to the next star"],
  evidence: ["Minh chứng cần có", "What has to be proven"],
  printWhat: ["In giấy tờ", "Print papers"],
  "form-02": ["Báo cáo tự đánh giá (Mẫu số 02)", "Self-assessment report (form 02)"],
  rating: ["Bảng điểm", "Table of points"],
  sheet: ["Phiếu trống của bộ này", "Empty sheet of this set"],
  of: ["{0}/{1} điểm", "{0}/{1} points"],
  stars: ["{0} sao", "{0} stars"],
  star: ["{0} sao", "{0} star"],
  noStars: ["chưa xếp hạng", "no stars"],
  stopped: ["Dừng đánh giá", "Stopped"],
  rejected: ["Bị loại", "Rejected"],
  ineligible: ["Không đủ điều kiện", "Not eligible"],
  unanswered: ["còn {0} tiêu chí chưa chấm", "{0} criteria not answered yet"],
  complete: ["đã chấm đủ", "all answered"],
  notRated: ["chưa xếp hạng", "not rated yet"],
  soFar: ["tạm {0}", "{0} so far"],
  pointsAlone: ["riêng điểm đủ {0} sao", "points alone: {0} stars"],
  problems: ["{0} chỗ cần sửa", "{0} to mend"],
  problemList: ["Cần sửa", "To mend"],
  dropAnswer: ["Bỏ câu trả lời này", "Drop this answer"],
  toResult: ["Xem kết quả", "See the result"],
  notRead: ["Không mở được tệp {0}", "The file {0} cannot be opened"],
  notReadStays: ["Những gì đang làm vẫn còn nguyên.", "What you were working on is untouched."],
  tooOld: [
    "Trình duyệt này quá cũ để mở bộ tiêu chí trong trang (thiếu {0}). Hãy cập nhật Chrome, Firefox, Cốc Cốc, Safari hoặc Edge, hoặc mở bằng máy khác. Chưa có gì được tính.",
    "This browser is too old to open the criteria in this page ({0} is missing). Update Chrome, Firefox, Safari or Edge, or open the page on another device. Nothing has been computed.",
  ],
  failed: ["Trang không mở được: {0}", "The page could not be opened: {0}"],
  notKept: [
    "Trình duyệt không cho lưu lại trên máy này ({0}): hãy lưu thành tệp trước khi đóng trang.",
    "The browser does not let the page keep anything on this device ({0}): save as a file before you close it.",
  ],
  elsewhere: [
    "Bản nháp này vừa được sửa ở một thẻ khác. Trang này ngừng lưu để không ghi đè. Tải lại trang để làm tiếp với bản mới, hoặc lưu thành tệp.",
    "This draft was changed in another tab. This page stops saving, so that nothing is overwritten. Reload to go on with the newer one, or save as a file.",
  ],
  home: ["Về trang đầu", "To the first page"],
  ready: ["Đã mở.", "Ready."],
};

let current = 0;

/** The language of the page: `vi` or `en`. */
export const language = () => (current === 0 ? "vi" : "en");
export const setLanguage = (name) => {
  current = name === "en" ? 1 : 0;
};

/** The words of a name, with what they speak of in place of {0}, {1} … */
export const say = (name, ...values) =>
  WORDS[name][current].replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));

/** A text of the engine in the language of the page. */
export const both = (text) => (current === 0 ? text.vi : text.en);

/** A number with its word, singular or plural. */
export const counted = (name, number) => say(number === 1 ? name.replace(/s$/, "") : name, number);

/** A day `YYYY-MM-DD` as people write it. */
export const day = (text) => text.split("-").reverse().join("/");
